package dev.sallyport.domain.access;

/** Each thing that a request may ask for; every operation of the API names exactly one. */
public enum Permission {
  /** Policies, attachments, history, audit log, explain. */
  READ,
  /** Create, update, attach, detach, delete, roll back. */
  CHANGE_POLICIES,
  /** List, issue and revoke API keys. */
  MANAGE_KEYS,
  /** List members, grant and revoke roles. */
  MANAGE_MEMBERS,
  /** A runner's lookup of the policy that applies to its job. */
  LOOK_UP,
  /** Bring a new organization into being, by adding it or by a first change to it. */
  ADD_ORGANIZATION,
  /** Replace the global block list. */
  REPLACE_GLOBAL_BLOCK_LIST,
  /** Add, change and remove rules that suppress detections. */
  MANAGE_SUPPRESSION_RULES,
  /** Add, change, try and remove integrations, and have deliveries made again. */
  MANAGE_INTEGRATIONS
}
