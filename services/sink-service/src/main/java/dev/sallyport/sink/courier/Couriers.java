package dev.sallyport.sink.courier;

import dev.sallyport.domain.integration.Destination;
import dev.sallyport.domain.integration.Destination.Email;
import dev.sallyport.domain.integration.Destination.SlackChannel;
import dev.sallyport.domain.integration.Destination.SlackWebhook;
import dev.sallyport.domain.integration.Destination.TeamsWebhook;
import dev.sallyport.domain.integration.Destination.Webhook;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.sink.email.EmailCourier;
import dev.sallyport.sink.email.MailServer;
import dev.sallyport.sink.http.Outgoing;
import dev.sallyport.sink.http.SecretAddress;
import dev.sallyport.sink.message.Wording;
import dev.sallyport.sink.slack.BotToken;
import dev.sallyport.sink.slack.SlackBotCourier;
import dev.sallyport.sink.slack.SlackWebhookCourier;
import dev.sallyport.sink.teams.TeamsCourier;
import dev.sallyport.sink.webhook.SigningSecret;
import dev.sallyport.sink.webhook.WebhookCourier;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes couriers, all of which share one way out. Thread-safe. */
public final class Couriers {
  // Of what RFC 9110 lets a value hold, without what is obsolete; never a line end.
  private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7e\\t]{1,8000}");

  private final Outgoing outgoing;
  private final Wording wording;
  private final URI slackMethod;
  private final @Nullable MailServer mailServer;
  private final InstantSource clock;

  /**
   * @param slackMethod the address of {@code chat.postMessage}
   * @param mailServer null where none is set up
   */
  public Couriers(
      Outgoing outgoing,
      Wording wording,
      URI slackMethod,
      @Nullable MailServer mailServer,
      InstantSource clock) {
    this.outgoing = outgoing;
    this.wording = wording;
    this.slackMethod = slackMethod;
    this.mailServer = mailServer;
    this.clock = clock;
  }

  /**
   * The courier of an integration.
   *
   * @param secrets by the names that its destination tells
   * @throws UnusableSecret where one is missing or is not what it should be, or where this
   *     installation has no mail server to send with
   */
  public Courier courier(Integration integration, Map<String, String> secrets) {
    return switch (integration.destination()) {
      case Webhook webhook ->
          new WebhookCourier(
              webhook.url(), headers(webhook, secrets), signing(secrets), outgoing, clock);
      case SlackWebhook _ ->
          new SlackWebhookCourier(
              SecretAddress.of(
                  present(Destination.ADDRESS, "address of the incoming webhook", secrets),
                  "incoming webhook"),
              wording,
              outgoing);
      case SlackChannel(var channel) ->
          new SlackBotCourier(
              slackMethod,
              BotToken.of(present(Destination.TOKEN, "token of the bot", secrets)),
              channel,
              wording,
              outgoing);
      case TeamsWebhook _ ->
          new TeamsCourier(
              SecretAddress.of(
                  present(Destination.ADDRESS, "address of the workflow", secrets), "workflow"),
              wording,
              outgoing);
      case Email(var to) -> new EmailCourier(server(), to, wording);
    };
  }

  private static List<SigningSecret> signing(Map<String, String> secrets) {
    var signing = new ArrayList<SigningSecret>();
    signing.add(
        SigningSecret.of(
            present(Destination.SIGNING_SECRET, "signing secret", secrets), "signing secret"));
    var previous = secrets.get(Destination.PREVIOUS_SIGNING_SECRET);
    if (previous != null && !previous.isBlank()) {
      signing.add(SigningSecret.of(previous, "previous signing secret"));
    }
    return signing;
  }

  private static Map<String, String> headers(Webhook webhook, Map<String, String> secrets) {
    var headers = new TreeMap<String, String>();
    for (var name : webhook.headers()) {
      var value =
          present(
              Destination.HEADER + name.toLowerCase(Locale.ROOT),
              "value of the header " + name,
              secrets);
      if (!HEADER_VALUE.matcher(value).matches()) {
        throw new UnusableSecret(
            "the value of the header %s has to be one line of printable ASCII".formatted(name));
      }
      headers.put(name, value);
    }
    return headers;
  }

  private static String present(String name, String words, Map<String, String> secrets) {
    var value = secrets.get(name);
    if (value == null || value.isBlank()) {
      throw new UnusableSecret("the %s is missing: put it in again".formatted(words));
    }
    return value;
  }

  private MailServer server() {
    if (mailServer == null) {
      throw new UnusableSecret(
          "no mail server is set up: an operator can do so with SALLYPORT_SINKS_MAIL_HOST and"
              + " SALLYPORT_SINKS_MAIL_FROM");
    }
    return mailServer;
  }
}
