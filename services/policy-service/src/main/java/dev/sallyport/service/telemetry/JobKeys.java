package dev.sallyport.service.telemetry;

import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.OneTimeKeySecret;
import dev.sallyport.domain.telemetry.OneTimeKeys;
import dev.sallyport.domain.telemetry.OneTimeKeys.Checked;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SharedSecret;
import dev.sallyport.service.config.TelemetrySettings;
import dev.sallyport.service.metrics.TelemetryMetrics;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.WrongCredential;
import dev.sallyport.settings.SecretFile;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one-time keys of jobs. */
@Singleton
class JobKeys {
  private static final String FILE = "telemetry-secret";

  private final OneTimeKeys keys;
  private final TelemetryMetrics metrics;

  @Inject
  JobKeys(TelemetrySettings settings, InstallationSettings installation, TelemetryMetrics metrics) {
    var current =
        settings
            .secret()
            .map(JobKeys::bytes)
            .orElseGet(() -> SecretFile.in(installation.dataDir(), FILE));
    this.keys =
        new OneTimeKeys(
            new OneTimeKeySecret(current),
            settings.secretPrevious().map(JobKeys::bytes).map(OneTimeKeySecret::new));
    this.metrics = metrics;
  }

  // Makes the secret at the start, and not with the first request on an event loop.
  void make(@Observes StartupEvent event) {}

  String issue(MonitoredJob job, Claim claim, Instant now) {
    return keys.issue(job, claim, now);
  }

  /** Who reports, and of which job. */
  record Reporter(MonitoredJob job, Claim claim) {}

  /**
   * Reads a one-time key.
   *
   * @throws Rejection if the key is not that job's
   */
  Reporter check(
      @Nullable String key, RepositoryFullName repository, CorrelationId correlation, Instant now) {
    return switch (keys.check(key == null ? "" : key, repository, correlation, now)) {
      case Checked.Good(var run, var claim) ->
          new Reporter(new MonitoredJob(repository, run, correlation), claim);
      case Checked.Refused(var reason) -> {
        metrics.refused(reason.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-key");
        throw new Rejection(
            new WrongCredential(
                switch (reason) {
                  case MISSING -> "Send x-one-time-key: the answer to monitor has it.";
                  // Which of these it was helps only whoever makes keys up.
                  case MALFORMED, UNKNOWN_SECRET, FORGED ->
                      "The one-time key is not the one of this job.";
                  case EXPIRED -> "The one-time key was given more than five days ago.";
                }));
      }
    };
  }

  private static byte[] bytes(SharedSecret secret) {
    return secret.secret().getBytes(StandardCharsets.US_ASCII);
  }
}
