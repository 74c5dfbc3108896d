package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies of public workflow files: what their readers see is what runners are served. */
class ReadingTheCorpusTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void gives_what_a_person_would_read(CorpusCase found) {
    compare(found);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edgeCases")
  void survives_the_odd_ones(CorpusCase found) {
    compare(found);
  }

  private static void compare(CorpusCase found) {
    switch (PolicyDocument.read(found.yaml())) {
      case Reading.Readable(var document, _) -> {
        assertThat(found.isRefused()).as("must be refused").isFalse();
        var rules = document.rules();
        assertThat(document.text()).isEqualTo(found.yaml());
        assertThat(rules.mode().text()).isEqualTo(found.mode());
        assertThat(rules.allowedEndpoints().stream().map(Endpoint::toString))
            .containsExactlyElementsOf(found.endpoints());
        var switches = found.switches();
        compare(rules.disableSudo(), switches.get("disable-sudo"));
        compare(rules.disableSudoAndContainers(), switches.get("disable-sudo-and-containers"));
        compare(rules.disableFileMonitoring(), switches.get("disable-file-monitoring"));
        compare(rules.disableTelemetry(), switches.get("disable-telemetry"));
      }
      case Reading.Unreadable(var problems) -> {
        if (!found.isRefused()) {
          fail(ReadingText.of(problems));
        }
        assertThat(problems)
            .anySatisfy(problem ->
                assertThat(problem.code()).isIn(FindingCode.EXPRESSION, FindingCode.ACTION_INPUT));
      }
    }
  }

  private static void compare(@Nullable Boolean read, @Nullable JsonNode expected) {
    assertThat(read).isEqualTo(expected == null ? null : expected.asBoolean());
  }

  static Stream<CorpusCase> policies() throws IOException {
    return CorpusCase.of("policies.jsonl");
  }

  static Stream<CorpusCase> edgeCases() throws IOException {
    return CorpusCase.of("edge-cases.jsonl");
  }
}
