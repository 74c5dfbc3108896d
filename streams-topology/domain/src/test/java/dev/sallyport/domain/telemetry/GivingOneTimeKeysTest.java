package dev.sallyport.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.telemetry.OneTimeKeys.Checked;
import dev.sallyport.domain.telemetry.OneTimeKeys.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivingOneTimeKeysTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final RepositoryFullName APP = RepositoryFullName.of("Acme", "App");
  private static final CorrelationId CORRELATION = new CorrelationId("runner 7");
  private static final MonitoredJob JOB = new MonitoredJob(APP, new RunId("4711"), CORRELATION);
  private static final Claim CLAIM = Claim.of(new SourceAddress("192.0.2.1"));
  private static final Checked GOOD = new Checked.Good(new RunId("4711"), CLAIM);

  private final OneTimeKeys keys = new OneTimeKeys(secret("one"), Optional.empty());

  @Test
  void a_key_is_good_for_its_job_and_tells_the_run_and_whose_it_is() {
    var key = keys.issue(JOB, CLAIM, NOW);

    assertThat(keys.check(key, APP, CORRELATION, NOW)).isEqualTo(GOOD);
    assertThat(keys.check(key, RepositoryFullName.of("acme", "APP"), CORRELATION, NOW))
        .isEqualTo(GOOD);
    assertThat(key)
        .matches("otk2\\.[0-9a-f]{8}\\.1767323045\\.4711\\.[0-9a-f]{32}\\.[A-Za-z0-9_-]{43}");
  }

  @Test
  void the_format_never_changes_without_a_new_version() {
    // Computed with Python's hmac.
    assertThat(keys.issue(JOB, CLAIM, NOW))
        .isEqualTo(
            "otk2.deaf03f5.1767323045.4711.168484ec7ef5774ff9e27e68b301eedc"
                + ".-aIMZr-LrnEpqvkdo9Trfuk6uKOaQwJuhdKKsjnrKbk");
  }

  @ParameterizedTest
  @CsvSource({
    "Acme,Other,runner 7",
    "Other,App,runner 7",
    "Acme,App,runner 8",
    "Acme,App,Runner 7"
  })
  void it_is_good_for_nothing_else(String owner, String repository, String correlation) {
    var key = keys.issue(JOB, CLAIM, NOW);

    assertThat(
            keys.check(
                key, RepositoryFullName.of(owner, repository), new CorrelationId(correlation), NOW))
        .isEqualTo(refused(Reason.FORGED));
  }

  @Test
  void nothing_in_it_can_be_changed() {
    var key = keys.issue(JOB, CLAIM, NOW);
    for (var i = 0; i < key.length(); i++) {
      var changed = key.substring(0, i) + (key.charAt(i) == '1' ? '2' : '1') + key.substring(i + 1);
      assertThat(keys.check(changed, APP, CORRELATION, NOW))
          .as(changed)
          .isInstanceOf(Checked.Refused.class);
    }
  }

  @Test
  void it_outlasts_the_longest_job_and_not_much_more() {
    var key = keys.issue(JOB, CLAIM, NOW);
    var end = NOW.plus(OneTimeKeys.VALID);

    assertThat(keys.check(key, APP, CORRELATION, end)).isEqualTo(GOOD);
    assertThat(keys.check(key, APP, CORRELATION, end.plusSeconds(2)))
        .isEqualTo(refused(Reason.EXPIRED));
  }

  @Test
  void the_clock_of_another_instance_may_be_ahead() {
    assertThat(keys.check(keys.issue(JOB, CLAIM, NOW.plusSeconds(30)), APP, CORRELATION, NOW))
        .isEqualTo(GOOD);
  }

  @Test
  void a_new_secret_leaves_running_jobs_their_keys() {
    var before = keys.issue(JOB, CLAIM, NOW);
    var rotated = new OneTimeKeys(secret("two"), Optional.of(secret("one")));
    var later = new OneTimeKeys(secret("three"), Optional.of(secret("two")));

    assertThat(rotated.check(before, APP, CORRELATION, NOW)).isEqualTo(GOOD);
    assertThat(later.check(rotated.issue(JOB, CLAIM, NOW), APP, CORRELATION, NOW)).isEqualTo(GOOD);
    assertThat(later.check(before, APP, CORRELATION, NOW))
        .isEqualTo(refused(Reason.UNKNOWN_SECRET));
  }

  @Test
  void two_who_ask_for_one_job_get_keys_of_their_own() {
    var other = Claim.of(new KeyId("0123456789abcdef"));

    assertThat(keys.check(keys.issue(JOB, other, NOW), APP, CORRELATION, NOW))
        .isEqualTo(new Checked.Good(new RunId("4711"), other));
    assertThat(Claim.of(new SourceAddress("0123456789abcdef"))).isNotEqualTo(other);
  }

  @Test
  void a_missing_key_is_told_apart() {
    assertThat(keys.check("", APP, CORRELATION, NOW)).isEqualTo(refused(Reason.MISSING));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "otk2",
        "otk2.....",
        "otk1.00000000.1.1.AAAA",
        "otk1.00000000.1.1.168484ec7ef5774ff9e27e68b301eedc.AAAA",
        "otk2.00000000.x.1.168484ec7ef5774ff9e27e68b301eedc.AAAA",
        "otk2.00000000.9999999999999.1.168484ec7ef5774ff9e27e68b301eedc.AAAA",
        "otk2.00000000.1.x.168484ec7ef5774ff9e27e68b301eedc.AAAA",
        "otk2.00000000.1.1.168484ec7ef5774ff9e27e68b301eed.AAAA",
        "otk2.00000000.1.1.168484EC7EF5774FF9E27E68B301EEDC.AAAA",
        "otk2.00000000.1.1.168484ec7ef5774ff9e27e68b301eedc.",
        "otk2.00000000.1.1.168484ec7ef5774ff9e27e68b301eedc.not base64",
        "otk2.00000000.1.1.168484ec7ef5774ff9e27e68b301eedc.AAAA.",
      })
  void what_is_no_key_is_malformed(String text) {
    assertThat(keys.check(text, APP, CORRELATION, NOW)).isEqualTo(refused(Reason.MALFORMED));
    assertThat(keys.check(text + "x".repeat(200), APP, CORRELATION, NOW))
        .isEqualTo(refused(Reason.MALFORMED));
  }

  @Test
  void a_secret_shows_nothing_of_itself_and_is_not_short() {
    assertThat(secret("one").toString()).matches("OneTimeKeySecret\\[[0-9a-f]{8}]");
    assertThatThrownBy(() -> new OneTimeKeySecret(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Checked refused(Reason reason) {
    return new Checked.Refused(reason);
  }

  private static OneTimeKeySecret secret(String text) {
    return new OneTimeKeySecret(text.repeat(32).getBytes(StandardCharsets.US_ASCII));
  }
}
