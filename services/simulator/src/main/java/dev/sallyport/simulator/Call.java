package dev.sallyport.simulator;

import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.insight.Destination;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that calls a host.
 *
 * @param host a name, or an address that was called without one
 * @param processes innermost first
 */
record Call(String host, int port, List<String> processes) {
  private static final String WORKER = "Runner.Worker";
  private static final String SERVICES = "systemd";

  Call {
    processes = List.copyOf(processes);
  }

  /**
   * A call of a step, or of a service if the last process says so.
   *
   * @param endpoint such as {@code github.com:443}
   * @param processes below the runner's worker
   */
  static Call of(String endpoint, String... processes) {
    return of(Endpoint.of(endpoint), processes);
  }

  static Call of(Endpoint endpoint, String... processes) {
    var chain = List.of(processes);
    return new Call(
        endpoint.host().text(),
        endpoint.port(),
        chain.contains(SERVICES)
            ? chain
            : Stream.concat(chain.stream(), Stream.of(WORKER)).toList());
  }

  Destination destination() {
    return new Destination(host, port);
  }
}
