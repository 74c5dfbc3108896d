package dev.sallyport.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {
  // Below the range from which Linux takes the local ports of outgoing connections (32768 up): a
  // server that comes back after
  // a restart finds its port still free.
  private static final int FIRST = 20_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 1_000;

  private Ports() {}

  /**
   * A port on which nothing listens now. Whoever starts a server on it must still be ready to find
   * it taken.
   */
  public static int free() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      if (isFree(InetAddress.getLoopbackAddress().getHostAddress(), port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "No free port between %d and %d after %d tries".formatted(FIRST, BEYOND, TRIES));
  }

  /** Whether a server could listen on this address and port now. */
  public static boolean isFree(String host, int port) {
    return obstacle(host, port).isEmpty();
  }

  /** Why no server could listen there now, in the words of the operating system. */
  public static Optional<String> obstacle(String host, int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(host, port));
      return Optional.empty();
    } catch (IOException taken) {
      return Optional.of(String.valueOf(taken.getMessage()));
    }
  }
}
