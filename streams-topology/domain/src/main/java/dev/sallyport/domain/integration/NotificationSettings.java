package dev.sallyport.domain.integration;

import dev.sallyport.domain.names.InvalidName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What an organization said in its notification settings. Names are those of clients, which have
 * more switches than anything here fires; these are kept as they were set.
 *
 * @param channels the integrations that they lead to, as far as these were not removed since
 * @param on the switches that are on
 * @param slackChannel a channel of Slack, which clients name beside an incoming webhook; may be
 *     empty
 * @param threatIntelLevel how much a client wants to hear of compromised packages; may be empty
 */
public record NotificationSettings(
    Map<NotificationChannel, IntegrationId> channels,
    Set<String> on,
    String slackChannel,
    String threatIntelLevel) {
  /** What stands where nobody has said anything. */
  public static final NotificationSettings NONE =
      new NotificationSettings(Map.of(), Set.of(), "", "");

  private static final Pattern SWITCH = Pattern.compile("notify[A-Z][A-Za-z0-9]{1,80}");
  private static final int MOST_SWITCHES = 100;
  private static final int MOST_CHARACTERS = 100;

  private static final Map<String, List<Happening>> FIRING =
      Map.of(
          "notifyWhenDomainBlocked",
          List.of(Happening.BLOCKED_CALL),
          "notifyWhenEndpointDiscovered",
          List.of(Happening.NEW_OUTBOUND_CALL),
          "notifyForSuspiciousProcessEvents",
          List.of(
              Happening.PRIVILEGED_CONTAINER,
              Happening.REVERSE_SHELL,
              Happening.RUNNER_WORKER_MEMORY_READ),
          "notifyForHardenRunnerConfigChanged",
          List.of(Happening.POLICY_NOT_ENFORCED));

  public NotificationSettings {
    channels = Map.copyOf(channels);
    on = Collections.unmodifiableSet(new TreeSet<>(on));
    if (on.size() > MOST_SWITCHES) {
      throw new InvalidName("switches", "are at most " + MOST_SWITCHES);
    }
    for (var each : on) {
      if (!isSwitch(each)) {
        throw new InvalidName("switch", "is a name such as notifyWhenDomainBlocked");
      }
    }
    requireText("slackChannelID", slackChannel);
    requireText("orgThreatIntelLevel", threatIntelLevel);
  }

  /** Whether a member of the settings is a switch, known or not. */
  public static boolean isSwitch(String name) {
    return SWITCH.matcher(name).matches();
  }

  /** Whether anything that is detected here can fire a switch. */
  public static boolean fires(String name) {
    return FIRING.containsKey(name);
  }

  /**
   * What the channels are told of: never empty, since failed deliveries of the organization's other
   * integrations are always told.
   */
  public Set<Happening> about() {
    var about = EnumSet.of(Happening.DELIVERY_FAILED);
    on.forEach(name -> about.addAll(FIRING.getOrDefault(name, List.of())));
    return about;
  }

  private static void requireText(String what, String text) {
    if (text.length() > MOST_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidName(
          what, "has at most %d characters, none a control character".formatted(MOST_CHARACTERS));
    }
  }
}
