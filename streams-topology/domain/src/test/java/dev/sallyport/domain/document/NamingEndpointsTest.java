package dev.sallyport.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints and hosts as values that cannot be wrong. */
class NamingEndpointsTest {
  @ParameterizedTest
  @CsvSource({
    "github.com, github.com:443",
    "GitHub.COM.:8443, github.com:8443",
    "*.Example.com, *.example.com:443",
    "169.254.169.254:80, 169.254.169.254:80",
    "_https._tcp.example.com:443, _https._tcp.example.com:443",
    "cp*.cloudflare.com, cp*.cloudflare.com:443"
  })
  void are_canonical(String written, String canonical) {
    assertThat(Endpoint.of(written)).hasToString(canonical);
    assertThat(Endpoint.of(canonical)).isEqualTo(Endpoint.of(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "a:0", "a:65536", "a:g443", "[::1]:443", "a b", "a\n", "\u212A.com"})
  void are_refused_when_they_name_nothing(String written) {
    assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of(written));
  }

  @ParameterizedTest
  @CsvSource({
    "*.example.com, a.example.com, true",
    "*.example.com, a.b.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, .example.com, true",
    "cp*.example.com, cp7.example.com, true",
    "cp*.example.com, xcp7.example.com, false",
    "api.*.example.com, api.eu.example.com, true",
    "api.*.example.com, api.example.com, false",
    "*.s3.*.example.com, b.s3.eu.example.com, true",
    "*.s3.*.example.com, b.eu.example.com, false",
    "a.example, a.example, true",
    "a.example, b.a.example, false"
  })
  void match_hosts(String pattern, String host, boolean matches) {
    assertThat(HostPattern.of(pattern).matches(host)).isEqualTo(matches);
  }

  @Test
  void are_listed_once_and_not_too_often() {
    var endpoint = Endpoint.of("a.example");
    var many =
        IntStream.range(0, PolicyRules.MAX_ENDPOINTS + 1)
            .mapToObj(i -> Endpoint.of("h%d.example".formatted(i)))
            .toList();

    assertThatIllegalArgumentException().isThrownBy(() -> allowing(List.of(endpoint, endpoint)));
    assertThatIllegalArgumentException().isThrownBy(() -> allowing(many));
    assertThat(allowing(many.subList(1, many.size())).allowedEndpoints())
        .hasSize(PolicyRules.MAX_ENDPOINTS);
  }

  @Test
  void are_allowed_or_denied_but_not_both() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new PolicyRules(
                EgressMode.BLOCK,
                List.of(Endpoint.of("a.example")),
                List.of(HostPattern.of("b.example")),
                null,
                null,
                null,
                null,
                null));
  }

  @ParameterizedTest
  @CsvSource({
    "*.blob.core.windows.net, true",
    "*.eastus.cloudapp.azure.com, true",
    "*.s3.eu-west-1.amazonaws.com, true",
    "*.eu-west-1.amazonaws.com, true",
    "*.dkr.ecr.us-east-1.amazonaws.com, true",
    "*.bucket.s3.amazonaws.com, false",
    "*.workers.dev, true",
    "*.acme.workers.dev, false",
    "*.storage.googleapis.com, true",
    "*.windows.net, true",
    "*.com, true",
    "*github.com, true",
    "*.github.com, false",
    "*.actions.githubusercontent.com, false",
    "cp*.cloudflare.com, false",
    "bucket.s3.amazonaws.com, false"
  })
  void are_open_to_anybody_where_anybody_can_have_a_host(String host, boolean open) {
    assertThat(OpenWildcards.contains(HostPattern.of(host))).isEqualTo(open);
  }

  private static PolicyRules allowing(List<Endpoint> endpoints) {
    return new PolicyRules(EgressMode.BLOCK, endpoints, List.of(), null, null, null, null, null);
  }
}
