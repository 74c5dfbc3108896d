package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints come in from files that people have lying about. */
class ImportingEndpointsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example:443\nB.example:80\n",
        "\uFEFFa.example\r\nb.example:80\r\na.example:443\r\n",
        "# ours\na.example # git\n\n  b.example:80",
        "- a.example\n- 'b.example:80'\n",
        "a.example, b.example:80",
        "egress-policy: audit\nallowed-endpoints: >\n  a.example\n  b.example:80\n",
        "allowed-endpoints: [a.example, \"b.example:80\"]"
      })
  void reads_lists_and_policies(String text) {
    assertThat(EndpointImport.read(text).endpoints())
        .containsExactly(Endpoint.of("a.example:443"), Endpoint.of("b.example:80"));
    assertThat(EndpointImport.read(text).problems()).isEmpty();
  }

  @Test
  void says_where_a_list_is_wrong_and_takes_the_rest() {
    var found = EndpointImport.read("a.example\nhttps://b.example/x\nc.example:0\n");

    assertThat(found.endpoints()).containsExactly(Endpoint.of("a.example"));
    assertThat(found.problems()).extracting(Finding::line).containsExactly(2, 3);
    assertThat(found.problems().getFirst().message()).contains("write b.example:443");
  }

  @Test
  void says_where_a_policy_is_wrong() {
    var found = EndpointImport.read("egress-policy: audit\nallowed-endpoints: a.example:0\n");

    assertThat(found.endpoints()).isEmpty();
    assertThat(found.problems()).extracting(Finding::line).containsExactly(2);
  }

  @Test
  void has_the_limits_of_a_policy() {
    var found = EndpointImport.read("a".repeat(PolicyDocument.MAX_BYTES + 1));

    assertThat(found.problems()).extracting(Finding::code).containsExactly(FindingCode.TOO_LARGE);
  }
}
