package dev.sallyport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Requests from one thread over many connections, as one process of many runners would send them.
 */
final class Load {
  private static final int LARGEST_ANSWER = 1 << 20;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
  // A load that spins until the next request is due takes one of two processors from the server.
  private static final Duration BREATH = Duration.ofNanos(50_000);

  private final InetSocketAddress server;
  private final int connections;
  private final int largestAnswer;

  Load(URI url, int connections) {
    this(url, connections, LARGEST_ANSWER);
  }

  /**
   * @param largestAnswer in bytes, which each connection takes for itself
   */
  Load(URI url, int connections, int largestAnswer) {
    this.server = new InetSocketAddress(url.getHost(), url.getPort());
    this.connections = connections;
    this.largestAnswer = largestAnswer;
  }

  /**
   * @param failures answers other than the status expected
   * @param latencies nanoseconds from when a request was to be sent to its answer
   */
  record Result(long answers, long failures, Duration took, Histogram latencies) {
    double perSecond() {
      return answers * 1e9 / took.toNanos();
    }

    /** Both, as if one had been measured after the other. */
    Result and(Result other) {
      var both = latencies.copy();
      both.add(other.latencies);
      return new Result(
          answers + other.answers, failures + other.failures, took.plus(other.took), both);
    }

    /** Milliseconds. */
    double percentile(double percentile) {
      return latencies.getValueAtPercentile(percentile) / 1e6;
    }
  }

  /** As fast as answers come: each connection sends its next request when it has its answer. */
  Result closed(IntFunction<byte[]> requests, int status, Duration duration) {
    return run(requests, status, duration, 0);
  }

  /**
   * At a fixed rate, whatever the server does: a request that has to wait for a connection counts
   * its waiting, or a stalled server would look quick.
   */
  Result open(IntFunction<byte[]> requests, int status, Duration duration, double perSecond) {
    return run(requests, status, duration, perSecond);
  }

  private Result run(
      IntFunction<byte[]> requests, int status, Duration duration, double perSecond) {
    try (var selector = Selector.open()) {
      var all = new ArrayList<Connection>(connections);
      try {
        for (var i = 0; i < connections; i++) {
          all.add(new Connection(server, selector, largestAnswer));
        }
        return perSecond == 0
            ? flood(selector, all, requests, status, duration)
            : pace(selector, all, requests, status, duration, perSecond);
      } finally {
        for (var connection : all) {
          connection.close();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Result flood(
      Selector selector,
      List<Connection> all,
      IntFunction<byte[]> requests,
      int status,
      Duration duration)
      throws IOException {
    var tally = new Tally(status);
    var start = System.nanoTime();
    var end = start + duration.toNanos();
    var sent = 0;
    for (var connection : all) {
      connection.send(requests.apply(sent++), System.nanoTime());
    }
    while (System.nanoTime() < end) {
      selector.select(100);
      for (var key : selector.selectedKeys()) {
        var connection = (Connection) key.attachment();
        if (tally.take(connection)) {
          connection.send(requests.apply(sent++), System.nanoTime());
        }
      }
      selector.selectedKeys().clear();
    }
    return tally.result(System.nanoTime() - start);
  }

  private static Result pace(
      Selector selector,
      List<Connection> all,
      IntFunction<byte[]> requests,
      int status,
      Duration duration,
      double perSecond)
      throws IOException {
    var tally = new Tally(status);
    var idle = new ArrayDeque<>(all);
    var between = 1e9 / perSecond;
    var start = System.nanoTime();
    var end = start + duration.toNanos();
    var sent = 0;
    while (System.nanoTime() < end) {
      var now = System.nanoTime();
      while (!idle.isEmpty() && start + (long) (sent * between) <= now) {
        idle.poll().send(requests.apply(sent), start + (long) (sent * between));
        sent++;
      }
      if (selector.selectNow() == 0) {
        LockSupport.parkNanos(BREATH.toNanos());
      }
      for (var key : selector.selectedKeys()) {
        var connection = (Connection) key.attachment();
        if (tally.take(connection)) {
          idle.add(connection);
        }
      }
      selector.selectedKeys().clear();
    }
    return tally.result(System.nanoTime() - start);
  }

  /** What has been answered. */
  private static final class Tally {
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private final int status;
    private long failures;

    Tally(int status) {
      this.status = status;
    }

    boolean take(Connection connection) throws IOException {
      if (!connection.busy()) {
        return false;
      }
      var answered = connection.receive();
      if (answered == 0) {
        return false;
      }
      latencies.recordValue(Math.clamp(System.nanoTime() - connection.intendedAt(), 1, LONGEST));
      failures += answered == status ? 0 : 1;
      return true;
    }

    Result result(long nanos) {
      return new Result(latencies.getTotalCount(), failures, Duration.ofNanos(nanos), latencies);
    }
  }
}
