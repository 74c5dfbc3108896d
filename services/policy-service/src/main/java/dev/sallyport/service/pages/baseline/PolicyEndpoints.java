package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.topology.insight.Baseline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a baseline, as far as a policy can allow them.
 *
 * @param leftOut the others, and why
 */
public record PolicyEndpoints(List<Found> found, List<LeftOut> leftOut) {
  public PolicyEndpoints {
    found = List.copyOf(found);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * @param unexpected whether it came when the baseline was stable already
   */
  public record Found(Endpoint endpoint, boolean unexpected) {}

  /** What no policy can allow as it was called. */
  public record LeftOut(Destination destination, String why) {}

  public static PolicyEndpoints of(Baseline baseline) {
    var found = new ArrayList<Found>();
    var leftOut = new ArrayList<LeftOut>();
    for (var each : baseline.endpoints()) {
      var destination = each.destination();
      var port = destination.port();
      var host = host(destination);
      if (port == null || port == 0) {
        leftOut.add(new LeftOut(destination, "the port is not known"));
      } else if (host == null) {
        leftOut.add(new LeftOut(destination, "a policy cannot name this host"));
      } else {
        found.add(new Found(new Endpoint(host, port), each.unexpected()));
      }
    }
    return new PolicyEndpoints(found, leftOut);
  }

  // Whoever calls a name with a star in it must not open a door to all that it stands for.
  private static @Nullable HostPattern host(Destination destination) {
    return HostPattern.parse(destination.host())
        .filter(host -> !host.isWildcard() && host.text().equals(destination.host()))
        .orElse(null);
  }

  /** One endpoint on each line; what is left out is a comment. */
  public String lines() {
    var text = new StringBuilder();
    found.forEach(each -> text.append(each.endpoint()).append('\n'));
    leftOut.forEach(
        each -> text.append("# left out, %s: %s\n".formatted(each.why(), each.destination())));
    return text.toString();
  }

  /**
   * A policy in audit mode that allows them.
   *
   * @param of what the baseline is of, in words
   */
  public String policy(String of) {
    var listed = Math.min(found.size(), PolicyRules.MAX_ENDPOINTS);
    var text = new StringBuilder("# From the baseline of the %s.\n".formatted(plain(of)));
    var missing = found.size() - listed + leftOut.size();
    if (missing > 0) {
      text.append("# Left out, since no policy can hold them: %d.\n".formatted(missing));
    }
    text.append("egress-policy: audit\nallowed-endpoints: >\n");
    for (var each : found.subList(0, listed)) {
      text.append("  ").append(each.endpoint());
      text.append(each.unexpected() ? " # new since the baseline was stable\n" : "\n");
    }
    return text.toString();
  }

  // Names of jobs may hold characters that YAML does not take, not even in a comment.
  private static String plain(String words) {
    return words.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
