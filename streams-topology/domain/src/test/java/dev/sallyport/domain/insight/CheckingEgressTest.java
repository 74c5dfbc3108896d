package dev.sallyport.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyRules;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckingEgressTest {
  private static PolicyRules rules(EgressMode mode, List<String> allowed, List<String> denied) {
    return new PolicyRules(
        mode,
        allowed.stream().map(Endpoint::of).toList(),
        denied.stream().map(HostPattern::of).toList(),
        null,
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @CsvSource({
    "github.com, 443, false",
    "github.com, 22, true",
    "github.com, , false",
    "api.github.com, 443, true",
    "cdn.npm.example, 443, false",
    "deep.cdn.npm.example, 443, false",
    "npm.example, 443, true",
    "cdn.npm.example, 80, true",
    "203.0.113.7, 443, true",
    "198.51.100.4, 8443, false",
    "codeload.github.com, 443, false",
    "codeload.github.com, 80, true",
    "productionresultssa12.blob.core.windows.net, 443, false",
    "thief.blob.core.windows.net, 443, true",
    "productionresultssa1.blob.core.windows.net.evil.example, 443, true",
    "127.0.0.1, 5432, false",
    "10.1.2.3, 80, false",
    "172.31.0.1, 80, false",
    "172.32.0.1, 80, true",
    "10.evil.example, 443, true",
    "127.0.0.1.evil.example, 443, true",
    "169.254.169.254, 80, false",
    "169.254.1.1, 80, true",
    "x:evil.example, 443, true",
    "localhost, 8080, false",
    "168.63.129.16, 80, false",
    "2001:db8:0:0:0:0:0:1, 443, false",
  })
  void in_block_mode_lets_through_what_is_listed_and_what_an_agent_always_does(
      String host, @Nullable Integer port, boolean blocked) {
    var rules =
        rules(
            EgressMode.BLOCK,
            List.of("github.com:443", "*.npm.example:443", "198.51.100.4:8443"),
            List.of());
    assertThat(EgressCheck.blocks(rules, new Destination(host, port))).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({
    "evil.example, 443, true",
    "evil.example, 80, true",
    "a.tracker.example, 443, true",
    "github.com, 443, false",
  })
  void a_deny_list_blocks_its_hosts_on_every_port(String host, int port, boolean blocked) {
    var rules = rules(EgressMode.BLOCK, List.of(), List.of("evil.example", "*.tracker.example"));
    assertThat(EgressCheck.blocks(rules, new Destination(host, port))).isEqualTo(blocked);
  }

  @Test
  void audit_mode_blocks_nothing() {
    var rules = rules(EgressMode.AUDIT, List.of("github.com:443"), List.of());
    assertThat(EgressCheck.blocks(rules, new Destination("evil.example", 443))).isFalse();
  }

  @Test
  void block_mode_with_an_empty_list_blocks_everything_else() {
    var rules = rules(EgressMode.BLOCK, List.of(), List.of());
    assertThat(EgressCheck.blocks(rules, new Destination("github.com", 443))).isTrue();
  }
}
