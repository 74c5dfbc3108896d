package dev.sallyport.service.http;

import dev.sallyport.domain.telemetry.SourceAddress;
import io.vertx.core.net.SocketAddress;

/** Where a request comes from: the peer, or whom a trusted proxy names. */
public final class ClientAddress {
  private ClientAddress() {}

  public static SourceAddress of(SocketAddress remote) {
    // None, if what the proxy names is no address.
    var address = remote.hostAddress();
    return SourceAddress.of(address == null ? String.valueOf(remote.host()) : address);
  }
}
