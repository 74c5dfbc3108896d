package dev.sallyport.domain.integration;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.names.InvalidName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where deliveries go, as far as everybody may know it: what is secret of it is kept elsewhere,
 * under the names that {@link #secrets()} tells.
 */
public sealed interface Destination {
  /** The name of a webhook's secret that its deliveries are signed with. */
  String SIGNING_SECRET = "signing-secret";

  /** The name of the secret that signed before; for a change during which both are good. */
  String PREVIOUS_SIGNING_SECRET = "previous-signing-secret";

  /** The name of an incoming webhook's address: whoever knows it can post. */
  String ADDRESS = "address";

  /** The name of a bot's token. */
  String TOKEN = "token";

  /** What stands before the name of a header whose value is a secret. */
  String HEADER = "header:";

  /** Its name in interfaces. */
  String kind();

  /** The names of the secrets that it takes; those of optional ones too. */
  List<String> secrets();

  /**
   * An address that takes CloudEvents, signed by Standard Webhooks.
   *
   * @param url {@code https}, or {@code http} which an operator has to allow
   * @param headers names of further headers to send
   */
  record Webhook(URI url, List<String> headers) implements Destination {
    public static final String KIND = "webhook";
    private static final int MOST = 2_000;
    private static final int MOST_HEADERS = 20;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    public Webhook {
      headers = List.copyOf(headers);
      requireAddress(url);
      requireHeaders(headers);
    }

    /** Reads an address as people write it. */
    public static Webhook of(String url, List<String> headers) {
      try {
        return new Webhook(new URI(url.strip()), headers);
      } catch (URISyntaxException e) {
        throw new InvalidName("url", "is an address such as https://example.com/hooks");
      }
    }

    private static void requireAddress(URI url) {
      var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (url.toString().length() > MOST
          || !(scheme.equals("https") || scheme.equals("http"))
          || url.getHost() == null
          || url.getHost().isEmpty()
          || url.getPort() > 65_535) {
        throw new InvalidName("url", "is an address such as https://example.com/hooks");
      }
      if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
        throw new InvalidName(
            "url", "has no user, password or fragment: put a credential into a header");
      }
    }

    private static void requireHeaders(List<String> headers) {
      var seen = new HashSet<String>();
      for (var header : headers) {
        var name = header.toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(header).matches() || !seen.add(name) || ours(name)) {
          throw new InvalidName(
              "header",
              "has a name of its own, of letters, digits and hyphens; those of HTTP itself, webhook-* and"
                  + " ce-* are set by Sallyport");
        }
      }
      if (headers.size() > MOST_HEADERS) {
        throw new InvalidName("header", "is one of at most " + MOST_HEADERS);
      }
    }

    private static boolean ours(String name) {
      return name.startsWith("webhook-")
          || name.startsWith("ce-")
          || name.startsWith("proxy-")
          || List.of(
                  "host",
                  "content-type",
                  "content-length",
                  "content-encoding",
                  "transfer-encoding",
                  "connection",
                  "keep-alive",
                  "te",
                  "trailer",
                  "upgrade",
                  "expect",
                  "user-agent")
              .contains(name);
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<String> secrets() {
      var names = new ArrayList<>(List.of(SIGNING_SECRET, PREVIOUS_SIGNING_SECRET));
      headers.forEach(header -> names.add(HEADER + header.toLowerCase(Locale.ROOT)));
      return List.copyOf(names);
    }
  }

  /** A channel of Slack, by the incoming webhook that posts to it. */
  record SlackWebhook() implements Destination {
    public static final String KIND = "slack-webhook";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<String> secrets() {
      return List.of(ADDRESS);
    }
  }

  /**
   * A channel of Slack, by a bot that was invited to it.
   *
   * @param channel its id, such as {@code C024BE91L}, or its name behind a {@code #}
   */
  record SlackChannel(String channel) implements Destination {
    public static final String KIND = "slack-bot";
    private static final Pattern CHANNEL =
        Pattern.compile("[CGD][A-Z0-9]{5,20}|#[^\\s#@A-Z]{1,80}");

    public SlackChannel {
      if (!CHANNEL.matcher(channel).matches()) {
        throw new InvalidName(
            "channel", "is a channel's id such as C024BE91L, or its name behind a #");
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<String> secrets() {
      return List.of(TOKEN);
    }
  }

  /** A channel of Microsoft Teams, by its workflow's webhook. */
  record TeamsWebhook() implements Destination {
    public static final String KIND = "teams-webhook";

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<String> secrets() {
      return List.of(ADDRESS);
    }
  }

  /** People, by mail. */
  record Email(List<EmailAddress> to) implements Destination {
    public static final String KIND = "email";
    private static final int MOST = 20;

    public Email {
      to = List.copyOf(to);
      if (to.isEmpty() || to.size() > MOST || new HashSet<>(to).size() < to.size()) {
        throw new InvalidName("recipients", "are 1 to %d addresses, each once".formatted(MOST));
      }
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public List<String> secrets() {
      return List.of();
    }
  }
}
