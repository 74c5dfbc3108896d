package dev.sallyport.service.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.EndpointImport;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.insight.Baseline;
import dev.sallyport.topology.insight.Stability;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExportingEndpointsTest {
  @Test
  void what_a_policy_can_list_is_listed_and_the_rest_told_in_comments() {
    var text =
        export(
            new Destination("github.com", 443),
            new Destination("203.0.113.7", 80),
            new Destination("github.com", null),
            new Destination("2001:db8::1", 443),
            new Destination("evil example", 443));

    assertThat(text)
        .isEqualTo(
            """
            github.com:443
            203.0.113.7:80
            # left out, its port is not known: github.com
            # left out, no policy can list it: [2001:db8::1]:443
            # left out, no policy can list it: evil example:443
            """);
    assertThat(EndpointImport.read(text).endpoints())
        .as("what the editor imports of it")
        .containsExactly(Endpoint.of("github.com:443"), Endpoint.of("203.0.113.7:80"));
    assertThat(EndpointImport.read(text).problems()).isEmpty();
  }

  private static String export(Destination... destinations) {
    var endpoints =
        Stream.of(destinations)
            .map(destination ->
                new Baseline.Endpoint(
                    destination, Instant.EPOCH, Instant.EPOCH, 1, 1, false, List.of()))
            .toList();
    var scope = new BaselineScope.OfOrganization(Owner.organization("acme"));
    return ExportedEndpoints.of(
        new Baseline(new Stability(scope, 1, 0, 3, false, null), endpoints));
  }
}
