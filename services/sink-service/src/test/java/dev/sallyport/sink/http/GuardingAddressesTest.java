package dev.sallyport.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardingAddressesTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, UNSPECIFIED",
    "0.1.2.3, UNSPECIFIED",
    "10.0.0.1, PRIVATE",
    "10.255.255.255, PRIVATE",
    "100.63.255.255, PUBLIC",
    "100.64.0.1, SHARED",
    "100.127.255.255, SHARED",
    "100.128.0.0, PUBLIC",
    "100.100.100.200, METADATA",
    "127.0.0.1, LOOPBACK",
    "127.255.255.254, LOOPBACK",
    "168.63.129.16, METADATA",
    "169.254.1.1, LINK_LOCAL",
    "169.254.169.254, METADATA",
    "169.254.170.2, METADATA",
    "172.15.255.255, PUBLIC",
    "172.16.0.1, PRIVATE",
    "172.31.255.255, PRIVATE",
    "172.32.0.0, PUBLIC",
    "192.0.0.192, METADATA",
    "192.0.0.1, RESERVED",
    "192.0.2.1, RESERVED",
    "192.88.99.1, TRANSITIONAL",
    "192.168.1.1, PRIVATE",
    "198.18.0.1, RESERVED",
    "198.19.255.255, RESERVED",
    "198.20.0.0, PUBLIC",
    "198.51.100.7, RESERVED",
    "203.0.113.7, RESERVED",
    "223.255.255.255, PUBLIC",
    "224.0.0.1, MULTICAST",
    "240.0.0.1, RESERVED",
    "255.255.255.255, RESERVED",
    "140.82.121.4, PUBLIC",
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::ffff:127.0.0.1, LOOPBACK",
    "::ffff:a9fe:a9fe, METADATA",
    "::127.0.0.1, TRANSITIONAL",
    "::8.8.8.8, TRANSITIONAL",
    "::ffff:0:7f00:1, TRANSITIONAL",
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::a9fe:a9fe, METADATA",
    "64:ff9b::8c52:7904, PUBLIC",
    "64:ff9b:1::7f00:1, TRANSITIONAL",
    "100::1, RESERVED",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, TRANSITIONAL",
    "2001:2::1, RESERVED",
    "2001:db8::1, RESERVED",
    "2002:7f00:1::, TRANSITIONAL",
    "2606:4700::6810:84e5, PUBLIC",
    "3fff::1, RESERVED",
    "5f00::1, RESERVED",
    "fc00::1, PRIVATE",
    "fd00:ec2::254, METADATA",
    "fdff::1, PRIVATE",
    "fe80::1, LINK_LOCAL",
    "fec0::1, PRIVATE",
    "ff02::1, MULTICAST"
  })
  void knows_what_an_address_is_for(String address, AddressKind kind) {
    assertThat(AddressKind.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:127.0.0.1]"})
  void reads_an_address_in_whatever_spelling_as_what_is_connected_to(String host) {
    var guard = new GuardedLookup(InetAddress::getAllByName, AllowedHosts.NONE, false);

    // Some spellings are refused by the JDK itself, which is as good.
    assertThatThrownBy(() -> guard.resolve(host)).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void refuses_a_name_that_has_one_address_too_many() {
    var guard = guard("140.82.121.4", "10.0.0.1");

    assertThatThrownBy(() -> guard.resolve("hooks.corp.example"))
        .isInstanceOf(RefusedAddress.class)
        .hasMessage(
            "address 10.0.0.1 of hooks.corp.example is private: an operator can allow it with"
                + " SALLYPORT_SINKS_ALLOWED_HOSTS");
  }

  @Test
  void passes_exactly_the_addresses_it_has_looked_at() throws Exception {
    assertThat(guard("140.82.121.4", "2606:4700::6810:84e5").resolve("hooks.example"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("140.82.121.4", "2606:4700:0:0:0:0:6810:84e5");
  }

  @Test
  void lets_an_operator_name_a_host_or_a_network() throws Exception {
    assertThat(allowing("hooks.corp.example", "10.0.0.1").resolve("Hooks.Corp.Example."))
        .hasSize(1);
    assertThat(allowing("10.0.0.0/8", "10.0.0.1").resolve("hooks.corp.example")).hasSize(1);
    assertThatThrownBy(() -> allowing("10.1.0.0/16", "10.0.0.1").resolve("hooks.corp.example"))
        .isInstanceOf(RefusedAddress.class);
    assertThatThrownBy(() -> allowing("corp.example", "10.0.0.1").resolve("hooks.corp.example"))
        .isInstanceOf(RefusedAddress.class);
  }

  @Test
  void takes_no_name_for_a_word_about_a_metadata_service() throws Exception {
    assertThatThrownBy(
            () -> allowing("hooks.corp.example", "169.254.169.254").resolve("hooks.corp.example"))
        .isInstanceOf(RefusedAddress.class)
        .hasMessageContaining("is a metadata service of a cloud");
    assertThat(allowing("169.254.169.254", "169.254.169.254").resolve("metadata.example"))
        .hasSize(1);
  }

  @Test
  void wants_a_word_for_what_travels_in_clear() throws Exception {
    var inClear = new GuardedLookup(names("140.82.121.4"), AllowedHosts.of("hooks.example"), true);

    assertThat(inClear.resolve("hooks.example")).hasSize(1);
    assertThatThrownBy(() -> inClear.resolve("other.example"))
        .isInstanceOf(RefusedAddress.class)
        .hasMessage(
            "other.example would be told in clear: use https, or let an operator allow it with"
                + " SALLYPORT_SINKS_ALLOWED_HOSTS");
  }

  @Test
  void tells_everything_that_is_wrong_with_a_list() {
    assertThatThrownBy(() ->
            AllowedHosts.of(
                "ok.example, https://a.example/x, b.example:8080, *.c.example, 10.0.0.1/8,"
                    + " 10.0.0.0/33, 1.2.3, ::1/129,"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("“https://a.example/x” is no host")
        .hasMessageContaining("“b.example:8080” is no host")
        .hasMessageContaining("“*.c.example” is no host")
        .hasMessageContaining("“10.0.0.1/8” has bits beyond its length")
        .hasMessageContaining("“10.0.0.0/33” has no length from 0 to 32")
        .hasMessageContaining("“1.2.3” is no host")
        .hasMessageContaining("“::1/129” has no length from 0 to 128")
        .hasMessageContaining("“” is no host");
  }

  private static GuardedLookup guard(String... addresses) {
    return new GuardedLookup(names(addresses), AllowedHosts.NONE, false);
  }

  private static GuardedLookup allowing(String list, String... addresses) {
    return new GuardedLookup(names(addresses), AllowedHosts.of(list), false);
  }

  private static NameLookup names(String... addresses) {
    return _ -> List.of(addresses).stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
