package dev.sallyport.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.domain.telemetry.TelemetryEvent.ProcessDetected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetectingInProcessesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final AnsweredPolicy POLICY = new AnsweredPolicy(PolicyName.of("p1"), 1, 1, null);

  @Test
  void a_detection_about_a_call_is_none_about_a_process() {
    assertThatThrownBy(
            () -> detected(DetectionType.DOMAIN_BLOCKED, "", false, LockdownAction.RECORD, null))
        .hasMessageContaining("Domain-Blocked");
  }

  @Test
  void nothing_but_a_policy_and_a_proof_stops_a_job() {
    assertThat(reverseShell("", true, LockdownAction.TERMINATE, POLICY)).isNotNull();
    assertThat(reverseShell("", false, LockdownAction.RECORD, POLICY)).isNotNull();
    assertThatThrownBy(() -> reverseShell("", false, LockdownAction.TERMINATE, POLICY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> reverseShell("", true, LockdownAction.TERMINATE, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_detail_is_cut_and_harmless() {
    assertThat(reverseShell("a\u0000\nb", true, LockdownAction.RECORD, null).detail())
        .isEqualTo("a\ufffd\ufffdb");
    assertThat(reverseShell("x".repeat(513), true, LockdownAction.RECORD, null).detail())
        .hasSize(512);
  }

  @Test
  void without_a_proof_the_run_is_that_of_a_one_time_key() {
    assertThatThrownBy(() ->
            new ProcessDetected(
                job(null),
                null,
                DetectionType.REVERSE_SHELL,
                new ProcessChain(List.of(), false),
                "",
                new ReportedTime(NOW, false),
                false,
                LockdownAction.RECORD,
                null,
                NOW))
        .hasMessageContaining("run");
  }

  private static DetectedJob job(@Nullable RunId run) {
    return new DetectedJob(
        RepositoryFullName.of("acme", "app"), run, new CorrelationId("c"), null, null, null);
  }

  private static ProcessDetected reverseShell(
      String detail, boolean proven, LockdownAction action, @Nullable AnsweredPolicy policy) {
    return detected(DetectionType.REVERSE_SHELL, detail, proven, action, policy);
  }

  private static ProcessDetected detected(
      DetectionType type,
      String detail,
      boolean proven,
      LockdownAction action,
      @Nullable AnsweredPolicy policy) {
    return new ProcessDetected(
        job(new RunId("1")),
        null,
        type,
        new ProcessChain(List.of(), false),
        detail,
        new ReportedTime(NOW, false),
        proven,
        action,
        policy,
        NOW);
  }
}
