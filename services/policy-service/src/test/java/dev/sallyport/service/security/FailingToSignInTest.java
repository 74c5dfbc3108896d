package dev.sallyport.service.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailingToSignInTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final FailedSignIns failures = new FailedSignIns(() -> now);

  @Test
  void too_often_from_one_address_makes_it_wait() {
    fail("192.0.2.1", FailedSignIns.MOST - 1);
    assertThat(failures.pause("192.0.2.1")).isZero();

    fail("192.0.2.1", 1);

    assertThat(failures.pause("192.0.2.1")).isEqualTo(FailedSignIns.WINDOW);
    assertThat(failures.pause("192.0.2.2")).isZero();
  }

  @Test
  void five_minutes_after_the_first_failure_all_is_forgotten() {
    fail("192.0.2.1", FailedSignIns.MOST);
    now = now.plus(Duration.ofMinutes(4));
    assertThat(failures.pause("192.0.2.1")).isEqualTo(Duration.ofMinutes(1));
    now = now.plus(Duration.ofMinutes(1));

    assertThat(failures.pause("192.0.2.1")).isZero();
    fail("192.0.2.1", 1);
    assertThat(failures.pause("192.0.2.1")).isZero();
  }

  @Test
  void addresses_of_one_ipv6_network_count_together() {
    fail("2001:db8:0:1:0:0:0:1", FailedSignIns.MOST);

    assertThat(failures.pause("2001:db8:0:1:aaaa:0:0:2")).isPositive();
    assertThat(failures.pause("2001:db8:0:2:0:0:0:1")).isZero();
  }

  private void fail(String address, int times) {
    for (var i = 0; i < times; i++) {
      failures.failed(address);
    }
  }
}
