package dev.sallyport.domain.insight;

/** What became of a call. */
public enum Verdict {
  /** The agent saw it and stopped nothing. */
  ALLOWED("allowed"),
  /** By the policy of the job. */
  BLOCKED("blocked"),
  /** By the global block list. */
  GLOBALLY_BLOCKED("globally blocked"),
  /** No call: a name was asked for, and answered. */
  RESOLVED("resolved");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** For people. */
  public String text() {
    return text;
  }

  /** Whether there was a call at all. */
  public boolean isCall() {
    return this != RESOLVED;
  }

  public boolean isBlocked() {
    return switch (this) {
      case BLOCKED, GLOBALLY_BLOCKED -> true;
      case ALLOWED, RESOLVED -> false;
    };
  }
}
