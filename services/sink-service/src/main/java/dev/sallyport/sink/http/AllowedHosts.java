package dev.sallyport.sink.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an operator lets messages go although it is no public address, or although they travel in
 * clear: by the name of the host, or by the network of its address. The name of a host does not
 * stand for a cloud's metadata service; who means that one names its address.
 */
public final class AllowedHosts {
  /** Only public addresses, and only over TLS. */
  public static final AllowedHosts NONE = new AllowedHosts(Set.of(), List.of());

  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
              + "(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*");

  private final Set<String> names;
  private final List<Network> networks;

  private AllowedHosts(Set<String> names, List<Network> networks) {
    this.names = Set.copyOf(names);
    this.networks = List.copyOf(networks);
  }

  /**
   * Reads a list, separated by commas.
   *
   * @throws IllegalArgumentException with all that is wrong with it, in words for people
   */
  public static AllowedHosts of(String list) {
    var names = new HashSet<String>();
    var networks = new ArrayList<Network>();
    var problems = new ArrayList<String>();
    for (var entry : list.split(",", -1)) {
      var text = entry.strip().toLowerCase(Locale.ROOT);
      try {
        if (Network.isMeant(text)) {
          networks.add(Network.of(text));
        } else {
          names.add(name(text));
        }
      } catch (IllegalArgumentException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new AllowedHosts(names, networks);
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches() || text.matches(".*(^|\\.)[0-9]+")) {
      throw new IllegalArgumentException(
          "“%s” is no host: write a name such as hooks.corp.example, without scheme, port, path or *, or a network such as 10.0.0.0/8"
              .formatted(text));
    }
    return text;
  }

  /** Whether one of the addresses of a host may be asked for over TLS. */
  boolean allow(String host, InetAddress address) {
    return switch (AddressKind.of(address)) {
      case PUBLIC -> true;
      case METADATA, LINK_LOCAL -> holds(address);
      case UNSPECIFIED, LOOPBACK, PRIVATE, SHARED, MULTICAST, TRANSITIONAL, RESERVED ->
          name(host, address);
    };
  }

  /** Whether an operator has named a host, or the network of its address. */
  boolean name(String host, InetAddress address) {
    return names.contains(bare(host)) || holds(address);
  }

  private boolean holds(InetAddress address) {
    return networks.stream().anyMatch(network -> network.holds(address));
  }

  private static String bare(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }
}
