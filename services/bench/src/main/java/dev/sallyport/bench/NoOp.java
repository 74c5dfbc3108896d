package dev.sallyport.bench;

/** The service's endpoint that does nothing, which it has only when it is told to. */
final class NoOp {
  /** Tells the service to have it. */
  static final String OPTION = "-Dsallyport.bench.no-op=true";

  /** Where its records go; the service does not make it. */
  static final String TOPIC = "bench-no-op";

  private NoOp() {}

  /** Where it answers so many bytes, or writes so many. */
  static String path(int bytes) {
    return "/v1/bench/no-op?bytes=" + bytes;
  }
}
