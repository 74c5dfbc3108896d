package dev.sallyport.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Takes deliveries, counts them, and can be away; and an address that takes and never answers. */
final class Receiver implements AutoCloseable {
  private static final int AWAY = 503;
  private static final int TAKEN = 204;

  private final HttpServer server;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile boolean away;
  private long first;
  private long last;
  private int taken;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/hook", this::take);
    server.createContext("/hang", this::hang);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), path));
  }

  /** From now on nothing is taken, or everything is. */
  void away(boolean now) {
    away = now;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      if (!away) {
        count();
      }
      exchange.sendResponseHeaders(away ? AWAY : TAKEN, -1);
    }
  }

  private synchronized void count() {
    last = System.nanoTime();
    if (taken == 0) {
      first = last;
    }
    taken++;
    notifyAll();
  }

  private void hang(HttpExchange exchange) throws IOException {
    try (exchange) {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void countAnew() {
    taken = 0;
  }

  /** How many a second were taken, once so many were. */
  synchronized double perSecond(int expected, Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    try {
      while (taken < expected) {
        var left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          throw new IllegalStateException("%d of %d arrived".formatted(taken, expected));
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return (taken - 1) * 1e9 / (last - first);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
