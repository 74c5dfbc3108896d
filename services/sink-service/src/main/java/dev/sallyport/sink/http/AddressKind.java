package dev.sallyport.sink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an address is for, by IANA's registries of special-purpose addresses (RFC 6890, as of 2026)
 * and by what clouds answer at: only public ones may be asked for without an operator's word.
 */
enum AddressKind {
  /** Where a cloud tells a machine its credentials. */
  METADATA(
      "a metadata service of a cloud",
      // Of most clouds; of ECS; of EC2 over IPv6; Azure's wire server; Alibaba's; Oracle's.
      "169.254.169.254/32",
      "169.254.170.0/24",
      "fd00:ec2::254/128",
      "168.63.129.16/32",
      "100.100.100.200/32",
      "192.0.0.192/32"),
  UNSPECIFIED("this very machine", "0.0.0.0/8", "::/128"),
  LOOPBACK("loopback", "127.0.0.0/8", "::1/128"),
  LINK_LOCAL("link-local", "169.254.0.0/16", "fe80::/10"),
  PRIVATE("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
  SHARED("shared by a carrier's customers", "100.64.0.0/10"),
  MULTICAST("multicast", "224.0.0.0/4", "ff00::/8"),
  // What a tunnel or a translator makes of these may be any address of IPv4.
  TRANSITIONAL(
      "one of a transition from IPv4",
      "2001::/32",
      "2002::/16",
      "192.88.99.0/24",
      "64:ff9b:1::/48",
      "::ffff:0:0:0/96",
      "::/96"),
  RESERVED(
      "reserved",
      "192.0.0.0/24",
      "192.0.2.0/24",
      "198.18.0.0/15",
      "198.51.100.0/24",
      "203.0.113.0/24",
      "240.0.0.0/4",
      "2001::/23",
      "2001:db8::/32",
      "3fff::/20"),
  PUBLIC("public");

  private static final Network IPV6_IN_USE = Network.of("2000::/3");
  // Networks without IPv4 reach it by these; the last four bytes are the address that is meant.
  private static final Network NAT64 = Network.of("64:ff9b::/96");
  private static final int IPV4_BYTES = 4;

  private final String words;
  private final List<Network> networks;

  AddressKind(String words, String... networks) {
    this.words = words;
    this.networks = Stream.of(networks).map(Network::of).toList();
  }

  /** What stands behind “is”. */
  String words() {
    return words;
  }

  static AddressKind of(InetAddress address) {
    var bytes = address.getAddress();
    if (NAT64.holds(address)) {
      return of(fourLast(bytes));
    }
    for (var kind : values()) {
      if (kind.networks.stream().anyMatch(network -> network.holds(address))) {
        return kind;
      }
    }
    return bytes.length == IPV4_BYTES || IPV6_IN_USE.holds(address) ? PUBLIC : RESERVED;
  }

  private static InetAddress fourLast(byte[] bytes) {
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
