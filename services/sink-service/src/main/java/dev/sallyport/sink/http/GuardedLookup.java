package dev.sallyport.sink.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the name of a host and looks at every address it has, whenever a connection is opened.
 * The connection is made to exactly these addresses and no name is asked for again, so that a name
 * which changes its mind (DNS rebinding) changes nothing. Addresses written in place of a name come
 * here, too, in whatever spelling.
 */
final class GuardedLookup implements DnsResolver {
  private final NameLookup lookup;
  private final AllowedHosts allowed;
  private final boolean inClear;

  /**
   * @param inClear whether what is sent can be read on its way: then an operator has to have named
   *     the host
   */
  GuardedLookup(NameLookup lookup, AllowedHosts allowed, boolean inClear) {
    this.lookup = lookup;
    this.allowed = allowed;
    this.inClear = inClear;
  }

  @Override
  public InetAddress[] resolve(String written) throws UnknownHostException {
    var host = withoutBrackets(written);
    var addresses = lookup.addresses(host);
    for (var address : addresses) {
      if (!allowed.allow(host, address)) {
        throw new RefusedAddress(
            "address %s of %s is %s: an operator can allow it with SALLYPORT_SINKS_ALLOWED_HOSTS"
                .formatted(address.getHostAddress(), host, AddressKind.of(address).words()));
      }
      if (inClear && !allowed.name(host, address)) {
        throw new RefusedAddress(
            "%s would be told in clear: use https, or let an operator allow it with SALLYPORT_SINKS_ALLOWED_HOSTS"
                .formatted(host));
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host; // nothing of ours asks for it, and a reverse lookup would tell nothing
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
