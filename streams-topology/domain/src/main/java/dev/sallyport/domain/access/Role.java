package dev.sallyport.domain.access;

/** What a member may do. */
public enum Role {
  /** Everything of the owner, keys and members included. */
  ADMIN,
  /** Reads and changes policies and attachments. */
  EDITOR,
  /** Reads. */
  AUDITOR,
  /** Of the tenant only: replaces the global block list and keeps suppression rules. */
  SECURITY
}
