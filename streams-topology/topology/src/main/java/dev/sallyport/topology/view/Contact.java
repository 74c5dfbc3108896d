package dev.sallyport.topology.view;

/** How old what the view holds of one partition may be. Thread-safe. */
final class Contact {
  private long end;
  private long asked;
  private long currentAt;
  private boolean waiting;

  /**
   * @param since when nothing was known yet, in nanoseconds of an arbitrary origin
   */
  Contact(long since) {
    this.currentAt = since;
  }

  /** Kafka said where the partition ended at a moment between {@code asked} and now. */
  synchronized void heard(long asked, long end, long position) {
    settle(position);
    // An earlier answer that the view has not got to yet tells more than a later one.
    if (!waiting) {
      this.end = end;
      this.asked = asked;
      this.waiting = true;
      settle(position);
    }
  }

  /** When everything that the view holds at this position was all there was. */
  synchronized long currentAt(long position) {
    settle(position);
    return currentAt;
  }

  private void settle(long position) {
    if (waiting && position >= end) {
      currentAt = asked;
      waiting = false;
    }
  }
}
