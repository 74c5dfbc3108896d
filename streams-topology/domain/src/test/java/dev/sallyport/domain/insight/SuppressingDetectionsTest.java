package dev.sallyport.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressingDetectionsTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final DetectedJob JOB = job(new WorkflowFile("ci.yml"), new JobName("build"));

  private static DetectedJob job(@Nullable WorkflowFile workflow, @Nullable JobName name) {
    return new DetectedJob(
        RepositoryFullName.of("Acme", "App"), null, new CorrelationId("c1"), workflow, name, null);
  }

  private static Detection found(DetectionType type, DetectedJob job) {
    return new Detection(
        DetectionId.of(type, job, "mirror.example"),
        type,
        job,
        AT,
        new Destination("mirror.example", 443),
        new IpAddress("203.0.113.7"),
        new ProcessChain(
            List.of(
                new ObservedProcess("curl", ""),
                new ObservedProcess("bash", ""),
                new ObservedProcess("/opt/bin/node", "")),
            false),
        null,
        false,
        null);
  }

  private static SuppressionRule rule(String detection, Map<String, String> conditions) {
    return new SuppressionRule(
        new RuleId("0123456789abcdef0123456789abcdef"), detection, "", "", conditions);
  }

  @ParameterizedTest
  @CsvSource({
    "owner, acme, true",
    "owner, other, false",
    "repo, app, true",
    "repo, acme/APP, true",
    "repo, other/app, false",
    "workflow, ci.yml, true",
    "workflow, .github/workflows/ci.yml, true",
    "workflow, CI.yml, false",
    "job, build, true",
    "job, Build, false",
    "endpoint, MIRROR.example, true",
    "endpoint, mirror.example:443, true",
    "endpoint, mirror.example:80, false",
    "endpoint, *.Example:443, true",
    "endpoint, m*r.ex*:443, true",
    "endpoint, *.example:80, false",
    "ip_address, 203.0.*.7, true",
    "ip_address, 203.*.8, false",
    "ip_address, 203.0.113.7, true",
    "ip_address, 203.0.113.8, false",
    "process, curl, true",
    "process, bash, true",
    "process, wget, false",
    "process, *url, true",
    "process, node, true",
    "process, /opt/bin/node, true",
    "file, x, false",
    "secret_type, x, false",
    "secret_type, *, true",
    "file_path, '', true",
  })
  void compares_each_condition_in_its_own_way(String name, String value, boolean holds) {
    var rule = rule("Domain-Blocked", Map.of(name, value));

    assertThat(rule.suppresses(found(DetectionType.DOMAIN_BLOCKED, JOB), null)).isEqualTo(holds);
  }

  @Test
  void needs_all_conditions_and_holds_for_any_without_one() {
    var found = found(DetectionType.DOMAIN_BLOCKED, JOB);

    assertThat(rule("Domain-Blocked", Map.of()).suppresses(found, null)).isTrue();
    assertThat(
            rule("Domain-Blocked", Map.of("repo", "app", "job", "other")).suppresses(found, null))
        .isFalse();
  }

  @Test
  void takes_nothing_unknown_for_a_match() {
    var found = found(DetectionType.DOMAIN_BLOCKED, job(null, null));

    assertThat(rule("Domain-Blocked", Map.of("workflow", "ci.yml")).suppresses(found, null))
        .isFalse();
    assertThat(rule("Domain-Blocked", Map.of("job", "build")).suppresses(found, null)).isFalse();
    assertThat(rule("Domain-Blocked", Map.of("job", "*")).suppresses(found, null)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Domain-Blocked, DOMAIN_BLOCKED, true",
    "Domain-Blocked, REVERSE_SHELL, false",
    "Reverse-Shell, REVERSE_SHELL, true",
    "Suspicious-Process-Events, REVERSE_SHELL, true",
    "Suspicious-Process-Events, PRIVILEGED_CONTAINER, true",
    "Suspicious-Process-Events, DOMAIN_BLOCKED, false",
    "Secret-In-Build-Log, DOMAIN_BLOCKED, false",
  })
  void is_about_its_type_or_about_all_processes(String detection, DetectionType type, boolean is) {
    assertThat(rule(detection, Map.of()).suppresses(found(type, JOB), null)).isEqualTo(is);
  }

  @Test
  void suppresses_only_what_was_found_before_it_was_removed() {
    var rule = rule("Domain-Blocked", Map.of());
    var found = found(DetectionType.DOMAIN_BLOCKED, JOB);

    assertThat(rule.suppresses(found, AT.plusMillis(1))).isTrue();
    assertThat(rule.suppresses(found, AT)).isFalse();
  }

  @Test
  void is_no_rule_with_what_cannot_be_meant() {
    assertThatThrownBy(() -> rule("", Map.of())).isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> rule("Domain-Blocked", Map.of("endpoints", "x")))
        .isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> rule("Domain-Blocked", Map.of("endpoint", "a\nb")))
        .isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> rule("x".repeat(513), Map.of())).isInstanceOf(InvalidName.class);
  }
}
