package dev.sallyport.domain.insight;

import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.telemetry.ObservedProcess;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which detections nobody needs to look at. It holds for those of the past, and for those to come
 * until it is removed; what it suppressed stays suppressed. Source: the Terraform provider's
 * detection rules.
 *
 * @param detection the id of a detection type; {@value #SUSPICIOUS_PROCESS_EVENTS} stands for all
 *     that are about a process
 * @param conditions all of which must hold, in the order of their names; what is left out or empty
 *     holds for any; in an endpoint, an address and a process, {@code *} stands for any characters
 */
public record SuppressionRule(
    RuleId id, String detection, String name, String description, Map<String, String> conditions) {
  /** Stands for what clients call by one name. */
  public static final String SUSPICIOUS_PROCESS_EVENTS = "Suspicious-Process-Events";

  /** Names of conditions. Those about facts that no agent reports here never hold. */
  public static final Set<String> CONDITIONS =
      Set.of(
          "owner",
          "repo",
          "workflow",
          "job",
          "endpoint",
          "ip_address",
          "process",
          "host",
          "file",
          "file_path",
          "secret_type",
          "action");

  /** The most characters of each text. */
  public static final int MOST = 512;

  private static final String ANY = "*";
  private static final String WORKFLOWS = ".github/workflows/";

  public SuppressionRule {
    requireText("id", detection, 1);
    requireText("name", name, 0);
    requireText("description", description, 0);
    for (var condition : conditions.entrySet()) {
      if (!CONDITIONS.contains(condition.getKey())) {
        throw new InvalidName("condition", "is one of " + CONDITIONS.stream().sorted().toList());
      }
      requireText(condition.getKey(), condition.getValue(), 0);
    }
    conditions = Collections.unmodifiableMap(new TreeMap<>(conditions));
  }

  private static void requireText(String what, String text, int least) {
    if (text.length() < least
        || text.length() > MOST
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidName(
          what, "has %d to %d characters, none a control character".formatted(least, MOST));
    }
  }

  /**
   * Whether it suppresses a detection.
   *
   * @param removed when the rule was removed; null while it stands
   */
  public boolean suppresses(Detection found, @Nullable Instant removed) {
    return (removed == null || found.at().isBefore(removed))
        && isAbout(found.type())
        && conditions.entrySet().stream()
            .allMatch(each -> holds(each.getKey(), each.getValue(), found));
  }

  private boolean isAbout(DetectionType type) {
    return detection.equals(type.text())
        || (type.isOfProcess() && detection.equals(SUSPICIOUS_PROCESS_EVENTS));
  }

  private static boolean holds(String condition, String wanted, Detection found) {
    if (wanted.isEmpty() || wanted.equals(ANY)) {
      return true;
    }
    var job = found.job();
    var workflow = job.workflow();
    var name = job.name();
    var destination = found.destination();
    var address = found.address();
    return switch (condition) {
      case "owner" -> wanted.equalsIgnoreCase(job.repository().owner().name());
      case "repo" ->
          wanted.equalsIgnoreCase(job.repository().repository().name())
              || wanted.equalsIgnoreCase(job.repository().toString());
      case "workflow" ->
          workflow != null
              && (wanted.equals(workflow.name()) || wanted.equals(WORKFLOWS + workflow.name()));
      case "job" -> name != null && wanted.equals(name.name());
      case "endpoint" ->
          destination != null
              && (matches(wanted.toLowerCase(Locale.ROOT), destination.toString())
                  || matches(wanted.toLowerCase(Locale.ROOT), destination.host()));
      case "ip_address" -> address != null && matches(wanted, address.text());
      case "process" ->
          found.processes().processes().stream()
              .map(ObservedProcess::name)
              .anyMatch(each -> isProcess(wanted, each));
      default -> false;
    };
  }

  // Clients propose rules with the program's name alone.
  private static boolean isProcess(String wanted, String reported) {
    return matches(wanted, reported)
        || matches(wanted, reported.substring(reported.lastIndexOf('/') + 1));
  }

  /** Whether a text is the pattern, in which {@code *} stands for any characters. */
  private static boolean matches(String pattern, String text) {
    var parts = pattern.split("\\*", -1);
    var last = parts.length - 1;
    if (last == 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    var from = parts[0].length();
    for (var i = 1; i < last; i++) {
      var found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    return text.endsWith(parts[last]) && from <= text.length() - parts[last].length();
  }
}
