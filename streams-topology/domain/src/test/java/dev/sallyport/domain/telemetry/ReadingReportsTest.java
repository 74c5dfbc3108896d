package dev.sallyport.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingReportsTest {
  private static final Instant NOW = Instant.parse("2026-01-08T12:00:00.123456Z");

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "17812345678", "99999999999999999999"})
  void takes_digits_for_a_run_id(String text) {
    assertThat(new RunId(text)).hasToString(text).isEqualTo(RunId.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1 ", "1a", "٣", "100000000000000000000"})
  void takes_nothing_else_for_a_run_id(String text) {
    assertThat(RunId.read(text)).isNull();
    assertThatThrownBy(() -> new RunId(text)).isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0b7c1a52-3f0e-4d34-8f3a-6b1f5d0c9a11", "runner 7", "a/b", "🚪", " "})
  void takes_any_text_for_a_correlation_id(String text) {
    assertThat(new CorrelationId(text).text()).isEqualTo(text);
  }

  @Test
  void counts_characters_of_a_correlation_id_and_not_halves_of_them() {
    assertThat(CorrelationId.read("🚪".repeat(128))).isNotNull();
    assertThat(CorrelationId.read("🚪".repeat(129))).isNull();
    assertThat(CorrelationId.read("x".repeat(129))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000b", "a\nb", "a\u2028b", "a\u0085b", "\ud83d"})
  void refuses_a_correlation_id_that_could_be_another_somewhere(String text) {
    assertThatThrownBy(() -> new CorrelationId(text)).isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @CsvSource({"443,443", "443(https),443", "53(domain),53", "0,0", "65535,65535", "00443,443"})
  void reads_a_port_with_or_without_its_service(String written, int number) {
    assertThat(ObservedPort.of(written)).isEqualTo(new ObservedPort(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "https", "65536", "-1", "443(", "443)", "(https)", "4 43", "000443", "٣"})
  void refuses_a_port_that_is_none(String written) {
    assertThatThrownBy(() -> ObservedPort.of(written)).isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @CsvSource({
    "npm-registry.example., npm-registry.example",
    "NPM.Example, npm.example",
    "_sip._tcp.example., _sip._tcp.example",
    "., .",
    "xn--bcher-kva.example., xn--bcher-kva.example",
  })
  void names_of_hosts_are_compared_without_case_and_final_dot(String written, String name) {
    assertThat(DomainName.of(written).text()).isEqualTo(name);
  }

  @Test
  void no_name_hides_behind_characters_that_cannot_be_kept() {
    assertThat(DomainName.of("se\u0000cret\n.evil.example.").text())
        .isEqualTo("se�cret�.evil.example");
    assertThat(DomainName.of("x".repeat(5_000)).text()).hasSize(1_024);
    assertThat(new DomainName(DomainName.of("İ".repeat(1_024)).text())).isNotNull();
    assertThatThrownBy(() -> DomainName.of("")).isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @CsvSource({
    "104.16.1.34, 104.16.1.34",
    "2001:DB8::1, 2001:db8:0:0:0:0:0:1",
    "::ffff:104.16.1.34, 104.16.1.34",
    "::, 0:0:0:0:0:0:0:0",
  })
  void an_address_has_one_spelling(String written, String text) {
    assertThat(new IpAddress(written).text()).isEqualTo(text);
    assertThat(new IpAddress(text)).isEqualTo(new IpAddress(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "1.2.3", "1.2.3.4:80", "[::1]", "fe80::1%eth0", "1.2.3.999", ":"})
  void refuses_an_address_that_is_none(String written) {
    assertThat(IpAddress.read(written)).isNull();
    assertThatThrownBy(() -> new IpAddress(written)).isInstanceOf(InvalidName.class);
  }

  @Test
  void a_request_comes_from_somewhere_whatever_a_proxy_says() {
    assertThat(SourceAddress.of("2001:db8::1").network()).isEqualTo("2001:db8:0:0");
    assertThat(SourceAddress.of("192.0.2.1").network()).isEqualTo("192.0.2.1");
    assertThat(SourceAddress.of("_hid\u0000den").text()).isEqualTo("_hid�den");
    assertThat(SourceAddress.of("")).hasToString("unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-08T11:59:59.987654321Z, 2026-01-08T11:59:59.987Z, false",
    "2026-01-08T12:59:59+01:00, 2026-01-08T11:59:59Z, false",
    "2026-01-08T12:01:59Z, 2026-01-08T12:01:59Z, false",
    "2026-01-08T12:02:01Z, 2026-01-08T12:00:00.123Z, true",
    "2026-01-01T12:00:01Z, 2026-01-01T12:00:01Z, false",
    "2026-01-01T11:59:59Z, 2026-01-08T12:00:00.123Z, true",
    "1970-01-01T00:00:00Z, 2026-01-08T12:00:00.123Z, true",
    "+999999999-12-31T23:59:59Z, 2026-01-08T12:00:00.123Z, true",
    "-999999999-01-01T00:00:00Z, 2026-01-08T12:00:00.123Z, true",
  })
  void a_time_that_cannot_be_is_replaced_by_that_of_receipt(
      String written, Instant at, boolean replaced) {
    assertThat(ReportedTime.of(written, NOW)).isEqualTo(new ReportedTime(at, replaced));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "1767225600", "2026-13-01T00:00:00Z", "2026-01-01"})
  void refuses_a_time_that_is_none(String written) {
    assertThatThrownBy(() -> ReportedTime.of(written, NOW)).isInstanceOf(InvalidName.class);
  }

  @Test
  void what_a_program_is_called_is_kept_as_far_as_it_can_be() {
    assertThat(new ObservedProcess("cu\u0000rl", "x".repeat(300)))
        .isEqualTo(new ObservedProcess("cu�rl", "x".repeat(255)));
    assertThat(new ObservedProcess("", "").name()).isEmpty();
    assertThat(new GlobalBlock(true, "")).isEqualTo(new GlobalBlock(true, null));
    assertThat(JobName.read("bu\nild")).isEqualTo(new JobName("bu�ild"));
    assertThat(JobName.read("")).isNull();
  }

  @Test
  void a_chain_has_64_processes_at_most() {
    var one = new ObservedProcess("sh", "");

    assertThat(new ProcessChain(Collections.nCopies(64, one), true).processes()).hasSize(64);
    assertThatThrownBy(() -> new ProcessChain(Collections.nCopies(65, one), true))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ProcessChain(List.of(), false).processes()).isEmpty();
  }

  @Test
  void a_repository_has_one_key_however_it_is_spelt() {
    assertThat(RepositoryFullName.of("Acme", "App").key()).isEqualTo("acme/app");
    assertThat(RepositoryFullName.of("ACME", "app"))
        .isEqualTo(RepositoryFullName.of("acme", "APP"));
    assertThatThrownBy(() -> RepositoryFullName.of("~tenant", "app"))
        .isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> new RepositoryFullName(Owner.TENANT, RepositoryName.of("app")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
