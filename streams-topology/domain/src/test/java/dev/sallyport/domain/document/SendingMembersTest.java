package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that come as JSON, from the Terraform provider above all. */
class SendingMembersTest {
  @Test
  void keeps_order_spelling_and_duplicates_of_endpoints() {
    var sent = List.of("B.example", "a.example:80", "b.example:443", "a.example:80");

    var document = readable(PolicyDocument.of(allowing(sent)));

    assertThat(document.toMembers().allowedEndpoints()).isEqualTo(sent);
    assertThat(document.rules().allowedEndpoints().stream().map(Endpoint::toString))
        .containsExactly("b.example:443", "a.example:80");
  }

  @Test
  void takes_null_and_an_empty_list_for_no_endpoints() {
    var none = readable(PolicyDocument.of(members("audit", null, null)));
    var empty = readable(PolicyDocument.of(members("audit", List.of(), null)));

    assertThat(none).isEqualTo(empty);
    assertThat(none.toMembers().allowedEndpoints()).isEmpty();
    assertThat(none.toMembers().deniedEndpoints()).isNull();
  }

  @Test
  void leaves_out_what_was_not_sent() {
    var members = readable(PolicyDocument.of(members("audit", null, null))).toMembers();

    assertThat(members.lockdown()).isNull();
    assertThat(members.disableSudo()).isNull();
    assertThat(members.disableSudoAndContainers()).isNull();
    assertThat(members.disableFileMonitoring()).isNull();
    assertThat(members.disableTelemetry()).isNull();
  }

  @Test
  void keeps_switches_that_were_sent_as_false() {
    var sent = new PolicyMembers(List.of(), null, "audit", false, false, false, false, null);

    assertThat(readable(PolicyDocument.of(sent)).toMembers()).isEqualTo(sent);
  }

  @Test
  void keeps_detections_of_a_lockdown_that_is_off() {
    var lockdown = new LockdownMembers(false, List.of("Reverse-Shell", "Privileged-Container"));

    var document = readable(PolicyDocument.of(members("audit", List.of(), lockdown)));

    assertThat(document.toMembers().lockdown()).isEqualTo(lockdown);
  }

  @Test
  void makes_the_mode_explicit() {
    var document = readable(PolicyDocument.of(members(null, List.of("a.example:443"), null)));

    assertThat(document.text()).doesNotContain("egress-policy");
    assertThat(document.toMembers().egressPolicy()).isEqualTo("block");
  }

  @Test
  void writes_yaml_that_people_can_read() {
    var sent =
        new PolicyMembers(
            List.of("github.com:443", "*.example.com:443"),
            null,
            "block",
            true,
            null,
            false,
            null,
            new LockdownMembers(true, List.of("Reverse-Shell")));

    assertThat(readable(PolicyDocument.of(sent)).text())
        .isEqualTo(
            """
            egress-policy: block
            disable-sudo: true
            disable-file-monitoring: false
            lockdown-mode:
              enabled: true
              detections:
                - Reverse-Shell
            allowed-endpoints: >
              github.com:443
              *.example.com:443
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example:443\negress-policy: audit",
        "a.example #",
        "a.example b.example",
        "a.example,b.example",
        "",
        " ",
        "- a.example",
        "${{ secrets.X }}",
        "a.example:443 ",
        "#a.example"
      })
  void refuses_a_value_that_is_more_than_one_endpoint(String endpoint) {
    var problems =
        unreadable(PolicyDocument.of(allowing(List.of("fine.example", "fine.example", endpoint))));

    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.member()).isEqualTo("allowed_endpoints[2]"));
  }

  @Test
  void names_every_member_that_is_wrong() {
    var sent =
        new PolicyMembers(
            Arrays.asList("https://a.example", null),
            List.of("*"),
            "Block",
            null,
            null,
            null,
            null,
            new LockdownMembers(null, List.of("Cryptominer")));

    assertThat(unreadable(PolicyDocument.of(sent)).stream().map(Finding::member))
        .containsExactly(
            "egress_policy",
            "allowed_endpoints[0]",
            "allowed_endpoints[1]",
            "denied_endpoints[0]",
            "lockdown.enabled",
            "lockdown.detections[0]");
  }

  @ParameterizedTest
  @CsvSource({
    "*.s3.amazonaws.com, allowed_endpoints[1], open-wildcard",
    "a.example:443, allowed_endpoints[1], duplicate",
    "single, allowed_endpoints[1], may-not-resolve"
  })
  void names_the_member_of_a_warning(String endpoint, String member, String code) {
    var reading = PolicyDocument.of(allowing(List.of("a.example", endpoint)));

    assertThat(warnings(reading))
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.member()).isEqualTo(member);
          assertThat(warning.code().id()).isEqualTo(code);
        });
  }

  @Test
  void asks_for_a_mode_when_there_are_no_endpoints_either() {
    assertThat(unreadable(PolicyDocument.of(members(null, null, null))))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(FindingCode.NO_MODE);
          assertThat(problem.member()).isEqualTo("egress_policy");
        });
  }

  @Test
  void refuses_allowed_and_denied_endpoints_together() {
    var sent =
        new PolicyMembers(
            List.of("a.example"), List.of("b.example"), "block", null, null, null, null, null);

    assertThat(unreadable(PolicyDocument.of(sent)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.member()).isEqualTo("denied_endpoints"));
  }

  private static PolicyMembers allowing(List<String> endpoints) {
    return members("block", List.copyOf(endpoints), null);
  }

  private static PolicyMembers members(
      @Nullable String mode,
      @Nullable List<@Nullable String> allowed,
      @Nullable LockdownMembers lockdown) {
    return new PolicyMembers(allowed, null, mode, null, null, null, null, lockdown);
  }

  private static PolicyDocument readable(Reading reading) {
    return switch (reading) {
      case Reading.Readable(var document, _) -> document;
      case Reading.Unreadable(var problems) -> fail(ReadingText.of(problems));
    };
  }

  private static List<Finding> warnings(Reading reading) {
    return switch (reading) {
      case Reading.Readable(_, var warnings) -> warnings;
      case Reading.Unreadable(var problems) -> fail(ReadingText.of(problems));
    };
  }

  private static List<Finding> unreadable(Reading reading) {
    return switch (reading) {
      case Reading.Readable(var document, _) -> fail("was read: " + document);
      case Reading.Unreadable(var problems) -> problems;
    };
  }
}
