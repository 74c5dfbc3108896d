package dev.sallyport.simulator;

/** The addresses that names resolve to here: the same each time, and nobody's (RFC 5737). */
final class Addresses {
  private static final String[] NETWORKS = {"192.0.2.", "198.51.100.", "203.0.113."};

  private Addresses() {}

  static String of(String name) {
    var hash = Math.floorMod(name.hashCode(), NETWORKS.length * 254);
    return NETWORKS[hash / 254] + (hash % 254 + 1);
  }
}
