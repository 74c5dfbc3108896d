package dev.sallyport.topology.telemetry;

import java.time.Duration;

/**
 * How telemetry is sent.
 *
 * @param patience how long whoever reports waits: an agent gives up after three seconds
 * @param bytesUnderWay of reports that are not acknowledged; more are turned away
 * @param bufferBytes that each of the two producers takes at most
 * @param lookupsNoted that wait to be recorded; more are only counted. A power of two
 */
public record TelemetrySettings(
    Duration patience, int bytesUnderWay, int bufferBytes, int lookupsNoted) {
  public static final TelemetrySettings DEFAULT =
      new TelemetrySettings(Duration.ofSeconds(2), 16 << 20, 32 << 20, 1 << 14);

  public TelemetrySettings {
    if (patience.toMillis() < 100 || bytesUnderWay < 1 || bufferBytes < 1 || lookupsNoted < 1) {
      throw new IllegalArgumentException("Telemetry needs some time and some room.");
    }
  }
}
