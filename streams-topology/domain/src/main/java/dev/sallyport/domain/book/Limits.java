package dev.sallyport.domain.book;

/** How much fits. Beyond each is a refusal that names it. */
public final class Limits {
  /** Scopes that one attach or detach command may name. */
  public static final int SCOPES_PER_COMMAND = 2_000;

  /** Scopes that one policy may stand at. */
  public static final int SCOPES_PER_POLICY = 10_000;

  /** Live policies of one owner. */
  public static final int POLICIES_PER_OWNER = 50_000;

  /** UTF-8 bytes of the texts of one owner's live policies. */
  public static final long TEXT_BYTES_PER_OWNER = 512L << 20;

  /** API keys of one owner that were not revoked. */
  public static final int KEYS_PER_OWNER = 1_000;

  /** Members of one owner. */
  public static final int MEMBERS_PER_OWNER = 10_000;

  /** Invitations of one owner that were neither accepted nor withdrawn. */
  public static final int INVITATIONS_PER_OWNER = 1_000;

  /** Suppression rules of the tenant that stand. */
  public static final int SUPPRESSION_RULES = 1_000;

  /** Suppression rules of the tenant with those that were removed lately, which are kept. */
  public static final int SUPPRESSION_RULES_KEPT = 10_000;

  /** Integrations of one owner. */
  public static final int INTEGRATIONS_PER_OWNER = 100;

  /** Scopes in one event; longer lists go as several parts of one command. */
  public static final int SCOPES_PER_EVENT = 500;

  /** Bytes of one record, below the broker's own default limit of one MiB. */
  public static final int RECORD_BYTES = 900_000;

  private Limits() {}
}
