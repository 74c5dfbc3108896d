package dev.sallyport.domain.insight;

/** What whoever reports a detection is to do with the job. */
public enum LockdownAction {
  /** Stop it at once. */
  TERMINATE("terminate"),
  /** Let it go on; the detection is recorded. */
  RECORD("record");

  private final String text;

  LockdownAction(String text) {
    this.text = text;
  }

  /** The word in answers. */
  public String text() {
    return text;
  }
}
