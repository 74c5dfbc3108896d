package dev.sallyport.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportingAsTheOpenAgentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TIME = "2026-01-02T03:04:05.123456789Z";
  private static final GlobalBlockList BLOCK_LIST =
      GlobalBlockList.ofStored(
          new BlockListMembers(
              List.of(new BlockedHost("203.0.113.9", "a command server", null)),
              List.of(new BlockedHost("listed.example", "steals secrets", null)),
              null));

  static Stream<Named<JsonNode>> cases() throws Exception {
    try (var file = ReportingAsTheOpenAgentTest.class.getResourceAsStream("/cases/reports.json")) {
      var cases = new ArrayList<Named<JsonNode>>();
      for (var each : JSON.readTree(Objects.requireNonNull(file))) {
        cases.add(Named.of(each.path("case").asText(), each));
      }
      return cases.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void says_what_became_of_a_call_under_the_served_policy(JsonNode each) {
    var served = each.path("served");
    var agent = new OpenAgent(served.isNull() ? Served.NOTHING : Served.read(served), BLOCK_LIST);
    var call = Call.of(each.path("call").asText(), "curl", "bash");

    assertThat(agent.lets(call)).isEqualTo(each.path("lets").asBoolean());
    assertThat(readable(agent.reports(call, Instant.parse(TIME)))).isEqualTo(each.path("reports"));
  }

  @Test
  void a_process_has_its_parents_within_it_and_the_outermost_none() {
    var tool = Objects.requireNonNull(OpenAgent.tool(List.of("curl", "bash")));

    assertThat(tool.path("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(tool.path("parent").path("name").asText()).isEqualTo("bash");
    assertThat(tool.path("parent").has("parent")).isTrue();
    assertThat(tool.path("parent").path("parent").isNull()).isTrue();
  }

  private static ArrayNode readable(List<OpenAgent.Report> reports) {
    var all = JSON.createArrayNode();
    for (var report : reports) {
      var json = parsed(report.json());
      assertThat(json.path("timestamp").asText()).isEqualTo(TIME);
      json.put("timestamp", "T");
      if (json.has("tool")) {
        json.put("tool", chain(json.path("tool")));
      }
      all.addObject().set(report.kind().path(), json);
    }
    return all;
  }

  private static ObjectNode parsed(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (java.io.IOException broken) {
      throw new AssertionError(json, broken);
    }
  }

  private static String chain(JsonNode tool) {
    var names = new ArrayList<String>();
    for (var at = tool; at.isObject(); at = at.path("parent")) {
      names.add(at.path("name").asText());
    }
    return String.join(" < ", names);
  }
}
