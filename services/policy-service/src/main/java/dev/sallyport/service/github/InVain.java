package dev.sallyport.service.github;

/** A run is not cancelled, and asking again would not help, or has not. */
final class InVain extends Exception {
  private static final long serialVersionUID = 1L;

  private final Cancelled end;

  InVain(Cancelled end, String why) {
    super(why, null, false, false);
    this.end = end;
  }

  Cancelled end() {
    return end;
  }
}
