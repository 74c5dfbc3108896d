package dev.sallyport.domain.insight;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.PolicyRules;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a policy lets a call through, as an agent that enforces it would decide. */
public final class EgressCheck {
  /**
   * What the open-source agent allows by itself (step-security/agent {@code agent.go}, {@code
   * addImplicitEndpoints}), all on port 443.
   */
  static final Set<String> IMPLICIT =
      Set.of(
          "agent.api.stepsecurity.io",
          "artifactcache.actions.githubusercontent.com",
          "codeload.github.com",
          "pipelines.actions.githubusercontent.com",
          "token.actions.githubusercontent.com",
          "vstoken.actions.githubusercontent.com",
          "vstsmms.actions.githubusercontent.com");

  // The action asks GitHub's cache service where the cache is, and lets the agent allow that host.
  private static final Pattern CACHE =
      Pattern.compile(
          "(productionresultssa1?\\d\\.blob\\.core\\.windows\\.net)"
              + "|(results-receiver\\.actions\\.githubusercontent\\.com)");

  // Never filtered by the agent (firewall.go): the machine itself, private networks, and what the
  // platform below it answers at. Of addresses only: a name may be spelled like the beginning of
  // one.
  private static final Pattern WITHIN =
      Pattern.compile(
          "((127|10)\\.|192\\.168\\.|172\\.(1[6-9]|2\\d|3[01])\\.).*"
              + "|169\\.254\\.169\\.254|168\\.63\\.129\\.16|0\\.0\\.0\\.0|.*:.*");

  private EgressCheck() {}

  /**
   * Whether the policy would block it. A port that is not known is taken for one that is allowed,
   * and IPv6, which agents do not filter, for allowed.
   */
  public static boolean blocks(PolicyRules rules, Destination destination) {
    if (rules.mode() != EgressMode.BLOCK || isImplicit(destination)) {
      return false;
    }
    var host = destination.host();
    if (!rules.deniedEndpoints().isEmpty()) {
      return matchesAny(rules.deniedEndpoints(), host);
    }
    for (var endpoint : rules.allowedEndpoints()) {
      if (allows(endpoint, destination)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesAny(List<HostPattern> patterns, String host) {
    for (var pattern : patterns) {
      if (pattern.matches(host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean allows(Endpoint endpoint, Destination destination) {
    var port = destination.port();
    return (port == null || port == endpoint.port()) && endpoint.host().matches(destination.host());
  }

  /** What an agent lets through whatever the policy says. */
  public static boolean isImplicit(Destination destination) {
    var host = destination.host();
    var port = destination.port();
    return (destination.isAddress() && WITHIN.matcher(host).matches())
        || host.equals("localhost")
        || ((port == null || port == Endpoint.DEFAULT_PORT)
            && (IMPLICIT.contains(host) || CACHE.matcher(host).matches()));
  }
}
