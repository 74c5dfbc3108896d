package dev.sallyport.domain.insight;

import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.ObservedPort;
import org.jspecify.annotations.Nullable;

/**
 * What a job called: by its name if the agent knew one, else by its address; and the port, if the
 * agent told it.
 *
 * @param host a name in lower case, or an address in its one spelling
 */
public record Destination(String host, @Nullable Integer port) {
  /** Longer than any name that agents can spell. */
  public static final int MOST = 1_024;

  public Destination {
    if (host.isEmpty() || host.length() > 2 * MOST) {
      throw new IllegalArgumentException("A destination has a host.");
    }
  }

  static Destination of(
      @Nullable DomainName domain, @Nullable IpAddress address, @Nullable ObservedPort port) {
    var number = port == null ? null : Integer.valueOf(port.number());
    if (domain != null) {
      return new Destination(domain.text(), number);
    }
    if (address != null) {
      return new Destination(address.text(), number);
    }
    throw new IllegalArgumentException("A connection goes to an address or a name.");
  }

  /** Whether it was called by its address, without a name that the agent knew. */
  public boolean isAddress() {
    return IpAddress.read(host) != null;
  }

  /** As policies write it: {@code github.com:443}; without a port if none is known. */
  @Override
  public String toString() {
    if (port == null) {
      return host;
    }
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
