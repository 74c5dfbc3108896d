package dev.sallyport.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitingRequestsTest {
  private Instant now = Instant.parse("2026-01-02T03:04:15Z");
  private final RequestRate rate = new RequestRate(2, () -> now);
  private final FirstMonitors first = new FirstMonitors();

  @Test
  void who_asked_as_often_as_allowed_waits_for_the_next_minute() {
    assertThat(rate.pause("acme")).isZero();
    assertThat(rate.pause("acme")).isZero();
    assertThat(rate.pause("acme")).isEqualTo(45);
    assertThat(rate.pause("acme")).isEqualTo(45);
    assertThat(rate.pause("other")).isZero();

    now = now.plusSeconds(45);
    assertThat(rate.pause("acme")).isZero();
  }

  @Test
  void the_first_address_keeps_a_job_from_all_others() {
    assertThat(first.take(job("1", "c"), address("192.0.2.1"), false)).isTrue();
    assertThat(first.take(job("1", "c"), address("192.0.2.1"), false)).isTrue();
    assertThat(first.take(job("1", "c"), address("192.0.2.2"), false)).isFalse();
    assertThat(first.take(job("2", "c"), address("192.0.2.2"), false)).isTrue();
    assertThat(first.take(job("1", "d"), address("192.0.2.2"), false)).isTrue();
  }

  @Test
  void a_key_takes_a_job_from_an_address_and_keeps_it() {
    assertThat(first.take(job("1", "c"), address("192.0.2.1"), false)).isTrue();
    assertThat(first.take(job("1", "c"), Claim.of(new KeyId("0000000000000001")), true)).isTrue();
    assertThat(first.take(job("1", "c"), Claim.of(new KeyId("0000000000000001")), true)).isTrue();
    assertThat(first.take(job("1", "c"), Claim.of(new KeyId("0000000000000002")), true)).isFalse();
    assertThat(first.take(job("1", "c"), address("192.0.2.1"), false)).isFalse();
  }

  private static Claim address(String text) {
    return Claim.of(new SourceAddress(text));
  }

  private static MonitoredJob job(String run, String correlation) {
    return new MonitoredJob(
        RepositoryFullName.of("acme", "app"), new RunId(run), new CorrelationId(correlation));
  }
}
