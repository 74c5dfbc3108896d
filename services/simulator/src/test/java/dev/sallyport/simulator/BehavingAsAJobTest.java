package dev.sallyport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.EgressCheck;
import dev.sallyport.simulator.PlannedJob.Part;
import dev.sallyport.simulator.PlannedJob.Runner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BehavingAsAJobTest {
  private static final PolicyRules BLOCK =
      served(
          """
          {"policy_name": "p", "egress_policy": "block", "allowed_endpoints":
            ["github.com:443", "pypi.example:443", "one.example:443", "two.example:443",
             "three.example:443", "four.example:443", "*.cdn.example:443"]}\
          """);

  @Test
  void without_a_policy_it_calls_what_its_tools_call() {
    assertThat(hosts(Behaviour.calls(job(Part.NONE, 1), Served.NOTHING)))
        .contains("github.com", "pypi.example", "files.pypi.example", "cli.codecov.io");
  }

  @Test
  void under_a_policy_that_blocks_nearly_all_of_its_calls_are_allowed() {
    var calls = new ArrayList<Call>();
    LongStream.range(0, 500)
        .forEach(seed -> calls.addAll(Behaviour.calls(job(Part.NONE, seed), BLOCK)));

    var blocked = calls.stream().filter(each -> EgressCheck.blocks(BLOCK, each.destination()));
    assertThat(blocked.count()).isBetween(calls.size() / 200L, calls.size() / 10L);
  }

  @Test
  void it_calls_the_same_of_its_policy_in_each_run() {
    var first = allowed(1);

    assertThat(first).isNotEmpty();
    assertThat(LongStream.range(2, 20).mapToObj(BehavingAsAJobTest::allowed))
        .allMatch(first::equals);
  }

  @Test
  void a_compromised_package_calls_by_node_of_npm_of_bash() {
    assertThat(Behaviour.calls(job(Part.COMPROMISED, 1), BLOCK))
        .contains(
            new Call(
                "pkg-metrics.official334.workers.dev",
                443,
                List.of("node", "npm", "bash", "Runner.Worker")),
            new Call(
                "telemetry-collect.example", 443, List.of("node", "npm", "bash", "Runner.Worker")));
  }

  @Test
  void an_inline_list_lets_through_what_the_served_policy_would_not() {
    var inline = Served.withInlineList(BLOCK, Behaviour.UNKNOWN_THIEF);
    var theft = Call.of(Behaviour.UNKNOWN_THIEF).destination();

    assertThat(EgressCheck.blocks(BLOCK, theft)).isTrue();
    assertThat(EgressCheck.blocks(inline, theft)).isFalse();
  }

  private static Set<String> allowed(long seed) {
    var calls = Behaviour.calls(job(Part.NONE, seed), BLOCK);
    return new HashSet<>(
        hosts(
            calls.stream()
                .filter(each -> !EgressCheck.blocks(BLOCK, each.destination()))
                .toList()));
  }

  private static List<String> hosts(List<Call> calls) {
    return calls.stream().map(Call::host).toList();
  }

  private static PlannedJob job(Part part, long seed) {
    return new PlannedJob(
        "python-sdk",
        "ci.yml",
        "1",
        JobKind.TEST,
        Ecosystem.PYTHON,
        new Runner.Hosted(true),
        "c",
        part,
        seed);
  }

  private static PolicyRules served(String json) {
    try {
      return Served.read(JsonMapper.builder().build().readTree(json));
    } catch (java.io.IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
