package dev.sallyport.service.github;

/** How the cancelling of a run ended. */
enum Cancelled {
  /** It was asked for, and the run has completed. */
  DONE("done"),
  /** The run went on, and is cancelled by force. */
  BY_FORCE("by-force"),
  /** The run cannot be cancelled any more: it has completed. */
  TOO_LATE("too-late"),
  /** GitHub knows no such run, does not show it to the token, or the app is not installed there. */
  NOT_FOUND("not-found"),
  /** GitHub does not let the token or the app do it, or answers what nobody expects. */
  REFUSED("refused"),
  /** It failed again and again. */
  GIVEN_UP("given-up"),
  /** There were too many others. */
  DROPPED("dropped");

  private final String text;

  Cancelled(String text) {
    this.text = text;
  }

  /** The word in logs and metrics. */
  String text() {
    return text;
  }
}
