package dev.sallyport.service.insight;

import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.topology.insight.Baseline;

/**
 * A baseline as a text file, one {@code host:port} on each line, as a policy can list it and the
 * editor can import it.
 */
public final class ExportedEndpoints {
  private ExportedEndpoints() {}

  /** What no policy can list is told in comments. */
  public static String of(Baseline baseline) {
    var text = new StringBuilder();
    for (var endpoint : baseline.endpoints()) {
      text.append(line(endpoint.destination())).append('\n');
    }
    return text.toString();
  }

  // Agents tell no line separators in names, so that a comment cannot end before its line.
  private static String line(Destination destination) {
    if (destination.port() == null) {
      return "# left out, its port is not known: " + destination;
    }
    try {
      return Endpoint.of(destination.toString()).toString();
    } catch (IllegalArgumentException _) {
      return "# left out, no policy can list it: " + destination;
    }
  }
}
