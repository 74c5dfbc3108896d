package dev.sallyport.sink.http;

import dev.sallyport.sink.receiver.Identity;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.hc.core5.ssl.SSLContexts;

/** Ways out for tests: with less patience, or a name server that lies. */
public final class Outgoings {
  /** What the clock of all of them says. */
  public static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");

  // Enough for a busy machine to have an answer of loopback, and not for ever where there is none.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Outgoings() {}

  public static Outgoing allowing(String hosts) {
    return new Outgoing(
        AllowedHosts.of(hosts),
        InetAddress::getAllByName,
        SSLContexts.createDefault(),
        PATIENCE,
        InstantSource.fixed(NOW));
  }

  public static Outgoing trusting(Identity identity, String hosts) {
    return new Outgoing(
        AllowedHosts.of(hosts),
        InetAddress::getAllByName,
        identity.context(),
        PATIENCE,
        InstantSource.fixed(NOW));
  }

  /** With the guard as it is for everybody. */
  public static Outgoing guarded() {
    return asking(InetAddress::getAllByName);
  }

  static Outgoing asking(NameLookup names) {
    return new Outgoing(
        AllowedHosts.NONE, names, SSLContexts.createDefault(), PATIENCE, InstantSource.fixed(NOW));
  }

  static Outgoing asking(NameLookup names, String hosts) {
    return new Outgoing(
        AllowedHosts.of(hosts),
        names,
        SSLContexts.createDefault(),
        PATIENCE,
        InstantSource.fixed(NOW));
  }
}
