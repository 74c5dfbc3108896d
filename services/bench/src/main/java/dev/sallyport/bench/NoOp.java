package dev.sallyport.bench;

/** The service's endpoint that does nothing, which it has only when it is told to. */
final class NoOp {
  /** Tells the service to have it. */
  static final String OPTION = "-Dsallyport.bench.no-op=true";

  private NoOp() {}

  /** Where it answers so many bytes. */
  static String path(int bytes) {
    return "/v1/bench/no-op?bytes=" + bytes;
  }
}
