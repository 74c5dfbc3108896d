package dev.sallyport.service.integrations;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.NotificationChannel;
import dev.sallyport.domain.integration.NotificationSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Notification settings as existing clients read them: texts, and switches that are texts too.
 *
 * @param slackWebhookURL never the address: {@code (kept, never shown: …)} where there is one, and
 *     sending that back changes nothing
 * @param teamsWebhookURL the same
 * @param email addresses with commas between
 * @param switches {@code "true"} or {@code "false"} by name
 * @param neverFires those that are on although nothing here fires them
 */
@Schema(name = "NotificationSettings")
record NotificationSettingsJson(
    String slackWebhookURL,
    String teamsWebhookURL,
    String email,
    String slackNotificationMethod,
    String slackChannelID,
    String orgThreatIntelLevel,
    @JsonAnyGetter @Schema(hidden = true) Map<String, String> switches,
    List<String> neverFires) {
  /** The one way to reach Slack that these settings offer. */
  static final String BY_WEBHOOK = "webhook";

  // Clients keep a blank for what they cleared, and see a difference in anything else.
  private static final String NOTHING = " ";

  /** The switches that clients are known to read. */
  private static final List<String> KNOWN =
      List.of(
          "notifyWhenDomainBlocked",
          "notifyOnFileOverwrite",
          "notifyWhenEndpointDiscovered",
          "notifyForHttpsDetections",
          "notifyForSecretsDetection",
          "notifyForArtifactSecretsDetection",
          "notifyForImposterCommitsDetection",
          "notifyForSuspiciousNetworkCall",
          "notifyForSuspiciousProcessEvents",
          "notifyForHardenRunnerConfigChanged",
          "notifyForNonCompliantArtifacts",
          "notifyForBlockedRunPolicy",
          "notifyForBaselineCheckFailures",
          "notifyForRequiredCheckFailures",
          "notifyForOptionalCheckFailures");

  static NotificationSettingsJson of(
      NotificationSettings settings, Map<NotificationChannel, Integration> channels) {
    var switches = new TreeMap<String, String>();
    KNOWN.forEach(name -> switches.put(name, "false"));
    settings.on().forEach(name -> switches.put(name, "true"));
    return new NotificationSettingsJson(
        kept(channels.get(NotificationChannel.SLACK), Destination.SlackWebhook.KIND),
        kept(channels.get(NotificationChannel.TEAMS), Destination.TeamsWebhook.KIND),
        recipients(channels),
        BY_WEBHOOK,
        orBlank(settings.slackChannel()),
        orBlank(settings.threatIntelLevel()),
        switches,
        settings.on().stream().filter(name -> !NotificationSettings.fires(name)).toList());
  }

  private static String orBlank(String text) {
    return text.isEmpty() ? NOTHING : text;
  }

  // Its type may have been changed on its page since.
  private static String kept(@Nullable Integration integration, String kind) {
    return integration != null && integration.destination().kind().equals(kind)
        ? kept(integration)
        : NOTHING;
  }

  /** What stands for an address that is never shown. */
  static String kept(Integration integration) {
    return "(kept, never shown: " + integration.secrets().fingerprint() + ")";
  }

  private static String recipients(Map<NotificationChannel, Integration> channels) {
    var integration = channels.get(NotificationChannel.EMAIL);
    return integration != null && integration.destination() instanceof Destination.Email(var to)
        ? to.stream().map(EmailAddress::value).collect(Collectors.joining(","))
        : NOTHING;
  }
}
