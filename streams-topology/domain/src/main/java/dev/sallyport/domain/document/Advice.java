package dev.sallyport.domain.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is worth knowing about a policy that can be used as it is. */
final class Advice {
  // Names that no public resolver answers: RFC 6761, RFC 6762 and, refused by the agent itself
  // (dnsproxy.go), internal.
  private static final Set<String> UNRESOLVED_DOMAINS =
      Set.of("local", "localhost", "internal", "invalid", "test", "onion", "lan", "home", "corp");

  private final Findings findings;

  Advice(Findings findings) {
    this.findings = findings;
  }

  void on(PolicyDocument document, int modeOffset, int deniedOffset, int lockdownOffset) {
    var rules = document.rules();
    onAllowed(document.entries());
    onDenied(document.deniedEntries());
    if (rules.mode() == EgressMode.BLOCK && !rules.deniedEndpoints().isEmpty()) {
      findings.warning(
          FindingCode.DENY_LIST_WITH_OLD_ACTIONS,
          deniedOffset,
          "actions older than v2.21 ignore denied endpoints and would block everything: make sure"
              + " that every workflow uses a newer one");
    }
    if (rules.mode() == EgressMode.BLOCK
        && rules.allowedEndpoints().isEmpty()
        && rules.deniedEndpoints().isEmpty()) {
      findings.warning(
          FindingCode.BLOCKS_EVERYTHING,
          modeOffset,
          "no endpoint is allowed, so that every outbound call is blocked: list what the job needs");
    }
    var lockdown = rules.lockdown();
    if (lockdown != null && lockdown.enabled() && lockdown.detections().isEmpty()) {
      findings.warning(
          FindingCode.LOCKDOWN_WITHOUT_DETECTIONS,
          lockdownOffset,
          "lockdown mode is on but stops for nothing: list detections, from "
              + String.join(", ", Detection.texts()));
    }
  }

  private void onAllowed(List<Entry<Endpoint>> entries) {
    var seen = new HashSet<Endpoint>();
    var portOfWildcard = new HashMap<HostPattern, Integer>();
    for (var entry : entries) {
      var endpoint = entry.meaning();
      var offset = entry.position().offset();
      if (!seen.add(endpoint)) {
        findings.warning(
            FindingCode.DUPLICATE, offset, "%s is listed twice: remove one".formatted(endpoint));
        continue;
      }
      onHost(endpoint.host(), offset);
      if (endpoint.host().isWildcard()) {
        var first = portOfWildcard.putIfAbsent(endpoint.host(), endpoint.port());
        if (first != null) {
          findings.warning(
              FindingCode.WILDCARD_WITH_SEVERAL_PORTS,
              offset,
              "the open-source agent takes only the first port of a wildcard, here %d: name the"
                      .formatted(first)
                  + " hosts that need another one");
        }
        if (OpenWildcards.contains(endpoint.host())) {
          findings.warning(
              FindingCode.OPEN_WILDCARD,
              offset,
              "anybody can get a host that %s matches, so that a job could send its secrets there:"
                      .formatted(endpoint.host())
                  + " name the hosts that the job needs");
        }
      }
    }
  }

  private void onDenied(List<Entry<HostPattern>> entries) {
    var seen = new HashSet<HostPattern>();
    for (var entry : entries) {
      var offset = entry.position().offset();
      if (!seen.add(entry.meaning())) {
        findings.warning(
            FindingCode.DUPLICATE,
            offset,
            "%s is listed twice: remove one".formatted(entry.meaning()));
      }
    }
  }

  private void onHost(HostPattern host, int offset) {
    var text = host.text();
    if (host.isWildcard()) {
      onWildcard(text, offset);
    } else if (host.isAddress()) {
      findings.warning(
          FindingCode.MAY_NOT_RESOLVE,
          offset,
          "the open-source agent looks an address up as if it were a name, and in block mode gives"
              + " up blocking when that fails: allow the host's name if it has one");
    } else if (mayNotResolve(text)) {
      findings.warning(
          FindingCode.MAY_NOT_RESOLVE,
          offset,
          "%s has no public address; in block mode the open-source agent gives up blocking when a"
                  .formatted(text)
              + " name does not resolve: remove it, or allow what it points to");
    }
  }

  private void onWildcard(String text, int offset) {
    if (text.indexOf('*') != text.lastIndexOf('*')) {
      findings.warning(
          FindingCode.UNUSUAL_WILDCARD,
          offset,
          "the open-source agent understands one * in a name, and would match nothing here: write"
              + " one entry for each");
    } else if (text.indexOf('*') > text.indexOf('.')) {
      findings.warning(
          FindingCode.UNUSUAL_WILDCARD,
          offset,
          "this * stands for any number of parts, so that more hosts match than it seems: name the"
              + " hosts, or put the * first");
    }
  }

  private static boolean mayNotResolve(String host) {
    return host.indexOf('.') < 0
        || host.startsWith("_")
        || host.contains("._")
        || UNRESOLVED_DOMAINS.contains(host.substring(host.lastIndexOf('.') + 1));
  }
}
