package dev.sallyport.service.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingForRunnersTest {
  @Test
  void leaves_out_what_the_policy_does_not_set() {
    assertThat(rendered("egress-policy: audit\n"))
        .isEqualTo(
            """
            {"policy_name":"p1","owner":"Acme","policyName":"p1","allowed_endpoints":[],\
            "egress_policy":"audit"}\
            """);
  }

  @Test
  void serves_the_mode_that_a_policy_without_one_means() {
    assertThat(rendered("allowed-endpoints: GitHub.com *.example.com:80\n"))
        .contains("\"allowed_endpoints\":[\"github.com:443\",\"*.example.com:80\"]")
        .contains("\"egress_policy\":\"block\"");
  }

  @Test
  void serves_all_that_a_policy_sets_false_included() {
    assertThat(
            rendered(
                """
                egress-policy: block
                denied-endpoints: evil.example
                disable-sudo: true
                disable-sudo-and-containers: false
                disable-file-monitoring: false
                disable-telemetry: true
                lockdown-mode:
                  enabled: true
                  detections: [Reverse-Shell]
                """))
        .isEqualTo(
            """
            {"policy_name":"p1","owner":"Acme","policyName":"p1","allowed_endpoints":[],\
            "denied_endpoints":["evil.example"],"egress_policy":"block","disable_sudo":true,\
            "disable_sudo_and_containers":false,"disable_file_monitoring":false,\
            "disable_telemetry":true,"lockdown":{"enabled":true,"detections":["Reverse-Shell"]}}\
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"a\"', true",
    "'\"b\", \"a\"', true",
    "'W/\"a\"', true",
    "*, true",
    "'\"ab\"', false",
    "a, false",
    "'', false"
  })
  void knows_what_a_client_holds_already(String ifNoneMatch, boolean held) {
    assertThat(EntityTags.matches(ifNoneMatch, "\"a\"")).isEqualTo(held);
  }

  private static String rendered(String yaml) {
    if (!(PolicyDocument.read(yaml) instanceof Reading.Readable(var document, _))) {
      throw new AssertionError("not a policy: " + yaml);
    }
    var entry =
        new PolicyEntry(
            new PolicyName("p1"),
            1,
            1,
            document.rules(),
            yaml.length(),
            0,
            0,
            Instant.EPOCH,
            Instant.EPOCH,
            Actor.system("test"));
    return new String(
        new RunnerPolicyJson().render(Owner.organization("Acme"), entry), StandardCharsets.UTF_8);
  }
}
