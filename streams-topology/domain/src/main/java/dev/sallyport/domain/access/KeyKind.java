package dev.sallyport.domain.access;

/** What an API key opens. */
public enum KeyKind {
  /** Everything of one owner. */
  ADMIN("admin", false),
  /** Reading of one owner. */
  READ_ONLY("read-only", false),
  /** Lookups of one owner's jobs, nothing else. */
  RUNNER("runner", false),
  /** Everything of every owner, but not the global block list. */
  TENANT_ADMIN("admin", true),
  /** Reading of every owner. */
  TENANT_READ_ONLY("read-only", true),
  /** The global block list, suppression rules, and reading of every owner. */
  TENANT_SECURITY("security", true);

  private final String word;
  private final boolean tenantWide;

  KeyKind(String word, boolean tenantWide) {
    this.word = word;
    this.tenantWide = tenantWide;
  }

  /** The word of the API; tenant-wide kinds share words with an owner's. */
  public String word() {
    return word;
  }

  public boolean tenantWide() {
    return tenantWide;
  }
}
