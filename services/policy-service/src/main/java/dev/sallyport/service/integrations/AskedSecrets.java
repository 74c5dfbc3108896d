package dev.sallyport.service.integrations;

import dev.sallyport.domain.integration.Destination;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The secrets of an integration: those that are asked for, over those that it has. */
final class AskedSecrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SIGNING_PREFIX = "whsec_";
  private static final int SIGNING_BYTES = 32;
  private static final int LEAST_SIGNING_BYTES = 24;
  private static final int MOST_SIGNING_BYTES = 64;
  private static final int MOST = 4_000;

  private AskedSecrets() {}

  /**
   * Whole and valid, or it throws a rejection that says what is missing.
   *
   * @param had the secrets of the integration that this replaces; empty if it is new
   */
  static Map<String, String> of(
      Destination destination, IntegrationJson.Asked asked, Map<String, String> had) {
    var secrets = new TreeMap<String, String>();
    var given = given(asked);
    for (var name : destination.secrets()) {
      var value = given.getOrDefault(name, had.get(name));
      if (value != null && !value.isEmpty()) {
        secrets.put(name, value);
      }
    }
    return switch (destination) {
      case Destination.Webhook webhook -> ofWebhook(webhook, secrets);
      case Destination.SlackWebhook _, Destination.TeamsWebhook _ -> {
        requireAddress("address", secrets.get(Destination.ADDRESS));
        yield secrets;
      }
      case Destination.SlackChannel _ -> {
        requirePrintable("token", secrets.get(Destination.TOKEN));
        yield secrets;
      }
      case Destination.Email _ -> secrets;
    };
  }

  private static Map<String, String> given(IntegrationJson.Asked asked) {
    var given = new HashMap<String, String>();
    put(given, Destination.SIGNING_SECRET, asked.signingSecret());
    put(given, Destination.PREVIOUS_SIGNING_SECRET, asked.previousSigningSecret());
    put(given, Destination.ADDRESS, asked.address());
    put(given, Destination.TOKEN, asked.token());
    if (asked.headers() != null) {
      asked
          .headers()
          .forEach((name, value) ->
              put(given, Destination.HEADER + name.toLowerCase(Locale.ROOT), value));
    }
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value.strip());
    }
  }

  private static Map<String, String> ofWebhook(
      Destination.Webhook webhook, Map<String, String> secrets) {
    secrets.computeIfAbsent(Destination.SIGNING_SECRET, _ -> nextSigningSecret());
    requireSigning("signingSecret", secrets.get(Destination.SIGNING_SECRET));
    if (secrets.containsKey(Destination.PREVIOUS_SIGNING_SECRET)) {
      requireSigning("previousSigningSecret", secrets.get(Destination.PREVIOUS_SIGNING_SECRET));
    }
    for (var header : webhook.headers()) {
      requirePrintable(
          "headers." + header, secrets.get(Destination.HEADER + header.toLowerCase(Locale.ROOT)));
    }
    return secrets;
  }

  private static String nextSigningSecret() {
    var bytes = new byte[SIGNING_BYTES];
    RANDOM.nextBytes(bytes);
    return SIGNING_PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  private static void requireSigning(String what, @Nullable String secret) {
    try {
      if (secret != null && secret.startsWith(SIGNING_PREFIX)) {
        var bytes = Base64.getDecoder().decode(secret.substring(SIGNING_PREFIX.length())).length;
        if (bytes >= LEAST_SIGNING_BYTES && bytes <= MOST_SIGNING_BYTES) {
          return;
        }
      }
    } catch (IllegalArgumentException e) {
      // no base64: refused below, without what was sent
    }
    throw refused(
        what + " is whsec_ and the base64 of 24 to 64 bytes; leave it out, and one is made.");
  }

  /** The one secret of an incoming webhook. */
  static Map<String, String> address(String member, String address) {
    requireAddress(member, address);
    return Map.of(Destination.ADDRESS, address);
  }

  private static void requireAddress(String member, @Nullable String address) {
    if (address == null) {
      throw refused(member + " must be there: the incoming webhook's URL.");
    }
    try {
      var url = new URI(address);
      if (address.length() <= MOST
          && "https".equalsIgnoreCase(url.getScheme())
          && url.getHost() != null
          && url.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // refused below, without what was sent
    }
    throw refused(member + " is an https URL such as https://hooks.slack.com/services/…");
  }

  private static void requirePrintable(String what, @Nullable String value) {
    if (value == null) {
      throw refused(what + " must be there.");
    }
    if (value.length() > MOST || !value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw refused(what + " has at most 4,000 characters, all of printable ASCII.");
    }
  }

  private static Rejection refused(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
