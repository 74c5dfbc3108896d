package dev.sallyport.topology.insight;

/**
 * The projections of telemetry cannot be asked at the moment; nothing is wrong with the question.
 */
public final class InsightsUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InsightsUnavailable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
