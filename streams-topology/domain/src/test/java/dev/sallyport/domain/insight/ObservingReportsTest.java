package dev.sallyport.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ObservedPort;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the open agent's reports say, by the rules of its sinkhole. */
class ObservingReportsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final String SINKHOLE = "54.185.253.63";
  private static final MonitoredJob JOB =
      new MonitoredJob(
          RepositoryFullName.of("acme", "app"), new RunId("1"), new CorrelationId("c"));

  private static Observation name(String address, boolean globally) {
    return Observation.of(
        new NameResolved(
            JOB,
            null,
            DomainName.of("npm.example."),
            new IpAddress(address),
            new ReportedTime(AT, false),
            new GlobalBlock(globally, globally ? "listed" : null),
            AT));
  }

  private static @Nullable Observation connection(
      @Nullable String domain, String address, boolean dropped, boolean globally, String tool) {
    return Observation.of(
        new ConnectionSeen(
            JOB,
            null,
            new IpAddress(address),
            new ObservedPort(443),
            domain == null ? null : DomainName.of(domain),
            new ReportedTime(AT, false),
            new ProcessChain(List.of(new ObservedProcess(tool, "Unknown")), false),
            dropped,
            new GlobalBlock(globally, null),
            AT));
  }

  @ParameterizedTest
  @CsvSource({
    "104.16.1.34, false, RESOLVED",
    "54.185.253.63, false, BLOCKED",
    "54.185.253.63, true, GLOBALLY_BLOCKED",
    "104.16.1.34, true, GLOBALLY_BLOCKED",
  })
  void a_name_is_blocked_if_it_leads_to_the_sinkhole(
      String address, boolean globally, Verdict verdict) {
    assertThat(name(address, globally).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "npm.example., 104.16.1.34, false, false, npm.example:443, ALLOWED",
    ", 104.16.1.34, false, false, 104.16.1.34:443, ALLOWED",
    "npm.example., 104.16.1.34, true, false, npm.example:443, BLOCKED",
    "npm.example., 104.16.1.34, true, true, npm.example:443, GLOBALLY_BLOCKED",
    "npm.example., 54.185.253.63, false, false, npm.example:443, BLOCKED",
    ", 203.0.113.66, true, false, 203.0.113.66:443, BLOCKED",
    ", 2001:db8::1, false, false, [2001:db8:0:0:0:0:0:1]:443, ALLOWED",
  })
  void a_connection_goes_to_its_name_or_else_its_address(
      @Nullable String domain,
      String address,
      boolean dropped,
      boolean globally,
      String destination,
      Verdict verdict) {
    var seen = Objects.requireNonNull(connection(domain, address, dropped, globally, "curl"));
    assertThat(seen.destination()).hasToString(destination);
    assertThat(seen.verdict()).isEqualTo(verdict);
  }

  @Test
  void what_the_firewall_drops_on_the_way_to_the_sinkhole_says_nothing_new() {
    assertThat(connection(null, SINKHOLE, true, false, "Unknown")).isNull();
  }

  @Test
  void an_unknown_program_is_none() {
    var seen = Objects.requireNonNull(connection(null, "203.0.113.66", true, false, "Unknown"));
    assertThat(seen.processes().processes()).isEmpty();
  }

  @Test
  void the_sinkhole_is_nobodys_address() {
    assertThat(name(SINKHOLE, false).address()).isNull();
  }
}
