package dev.sallyport.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyRules;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The answer to a lookup, as far as it makes a difference to the network (wire contract A.1). */
final class Served {
  /** No policy: the action audits. */
  static final PolicyRules NOTHING = rules(EgressMode.AUDIT, List.of(), List.of());

  private Served() {}

  /** Throws {@link IllegalArgumentException} for what the action could not read. */
  static PolicyRules read(JsonNode answer) {
    return rules(
        switch (answer.path("egress_policy").asText()) {
          case "audit" -> EgressMode.AUDIT;
          case "block" -> EgressMode.BLOCK;
          default -> throw new IllegalArgumentException("neither audit nor block: " + answer);
        },
        texts(answer.path("allowed_endpoints")).map(Endpoint::of).toList(),
        texts(answer.path("denied_endpoints")).map(HostPattern::of).toList());
  }

  /** With a list of the job's own in the workflow file, which wins over the served one (G.3). */
  static PolicyRules withInlineList(PolicyRules served, Endpoint more) {
    return rules(
        served.mode(),
        Stream.concat(served.allowedEndpoints().stream(), Stream.of(more)).distinct().toList(),
        List.of());
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static PolicyRules rules(
      EgressMode mode, List<Endpoint> allowed, List<HostPattern> denied) {
    return new PolicyRules(mode, allowed, denied, null, null, null, null, null);
  }
}
