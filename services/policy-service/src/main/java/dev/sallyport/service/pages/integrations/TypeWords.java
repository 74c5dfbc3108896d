package dev.sallyport.service.pages.integrations;

import dev.sallyport.domain.integration.Destination;
import java.util.List;

/**
 * A type of destination, for people.
 *
 * @param kind its name in interfaces
 * @param help what it takes
 */
record TypeWords(String kind, String title, String help) {
  static final List<TypeWords> ALL =
      List.of(
          new TypeWords(
              Destination.Webhook.KIND,
              "Webhook",
              "Signed CloudEvents to an address of yours, such as a SIEM's."),
          new TypeWords(
              Destination.SlackWebhook.KIND,
              "Slack, by webhook",
              "Messages to one channel, by an incoming webhook of Slack."),
          new TypeWords(
              Destination.SlackChannel.KIND,
              "Slack, by bot",
              "Messages to a channel that a bot of yours was invited to."),
          new TypeWords(
              Destination.TeamsWebhook.KIND,
              "Microsoft Teams",
              "Cards to one channel, by a workflow's webhook."),
          new TypeWords(
              Destination.Email.KIND,
              "E-mail",
              "To at most 20 addresses, by the installation's mail server."));

  static String titleOf(String kind) {
    return ALL.stream()
        .filter(each -> each.kind.equals(kind))
        .map(TypeWords::title)
        .findFirst()
        .orElse(kind);
  }
}
