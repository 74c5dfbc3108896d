package dev.sallyport.schemas.serde;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * Where the registry is and how to speak to it, under the names that Confluent's clients use:
 * {@code schema.registry.url} (a list, tried in turn), {@code basic.auth.credentials.source}
 * ({@code URL} or {@code USER_INFO}), {@code basic.auth.user.info}, {@code
 * http.connect.timeout.ms}, {@code http.read.timeout.ms}, {@code max.retries}, {@code
 * retries.wait.ms}, {@code retries.max.wait.ms}, and Kafka's {@code ssl.*} behind the prefix {@code
 * schema.registry.}. The names of basic authentication are also understood behind that prefix.
 */
public record RegistrySettings(
    List<URI> urls,
    Optional<String> authorization,
    Optional<SSLContext> tls,
    Duration connectTimeout,
    Duration requestTimeout,
    int retries,
    Duration firstWait,
    Duration longestWait) {

  private static final String PREFIX = "schema.registry.";

  public RegistrySettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new ConfigException("schema.registry.url", urls, "at least one address is needed");
    }
  }

  /** A registry without authentication, with the default time-outs. */
  public static RegistrySettings of(String urls) {
    return from(Map.of("schema.registry.url", urls));
  }

  /**
   * Reads the settings out of a Kafka client's configuration; names that are not about the registry
   * are left alone.
   *
   * @throws ConfigException naming the setting that is missing or makes no sense
   */
  public static RegistrySettings from(Map<String, ?> config) {
    var urls = addresses(text(config, "schema.registry.url").orElse(""));
    return new RegistrySettings(
        urls.stream().map(RegistrySettings::withoutUserInfo).toList(),
        authorization(config, urls),
        tls(config),
        millis(config, "http.connect.timeout.ms", 2_000),
        millis(config, "http.read.timeout.ms", 10_000),
        number(config, "max.retries", 3),
        millis(config, "retries.wait.ms", 200),
        millis(config, "retries.max.wait.ms", 5_000));
  }

  private static List<URI> addresses(String list) {
    var addresses = new ArrayList<URI>();
    for (String one : list.split(",", -1)) {
      String address = one.strip();
      if (address.isEmpty()) {
        continue;
      }
      try {
        var uri =
            URI.create(
                address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
        if (uri.getHost() == null
            || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
          throw new ConfigException(
              "schema.registry.url", address, "expected http://host:port or https://host:port");
        }
        addresses.add(uri);
      } catch (IllegalArgumentException e) {
        throw new ConfigException("schema.registry.url", address, String.valueOf(e.getMessage()));
      }
    }
    return addresses;
  }

  private static Optional<String> authorization(Map<String, ?> config, List<URI> urls) {
    String source = text(config, "basic.auth.credentials.source").orElse("URL");
    return switch (source) {
      case "URL" ->
          urls.stream()
              .map(URI::getUserInfo)
              .filter(info -> info != null)
              .findFirst()
              .map(RegistrySettings::basic);
      case "USER_INFO" ->
          Optional.of(
              basic(
                  text(config, "basic.auth.user.info")
                      .filter(info -> info.contains(":"))
                      .orElseThrow(() ->
                          new ConfigException(
                              "basic.auth.user.info must be user:password when the source is USER_INFO"))));
      default ->
          throw new ConfigException(
              "basic.auth.credentials.source", source, "expected URL or USER_INFO");
    };
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutUserInfo(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    return URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
  }

  private static Optional<SSLContext> tls(Map<String, ?> config) {
    String prefix = PREFIX + "ssl.";
    var named = new HashMap<String, Object>();
    config.forEach((name, value) -> {
      if (name.startsWith(prefix)) {
        named.put(name.substring(PREFIX.length()), value);
      }
    });
    if (named.isEmpty()) {
      return Optional.empty();
    }
    var definition = new ConfigDef();
    SslConfigs.addClientSslSupport(definition);
    try (var factory = new DefaultSslEngineFactory()) {
      factory.configure(new AbstractConfig(definition, named, false).values());
      return Optional.of(factory.sslContext());
    }
  }

  private static Optional<String> text(Map<String, ?> config, String name) {
    Object value = config.get(name);
    if (value == null && !name.startsWith(PREFIX)) {
      value = config.get(PREFIX + name);
    }
    if (value == null) {
      return Optional.empty();
    }
    // A list may come as a list when the configuration was built in code.
    String text =
        value instanceof List<?> list
            ? String.join(",", list.stream().map(String::valueOf).toList())
            : value.toString();
    return Optional.of(text).filter(given -> !given.isBlank());
  }

  private static Duration millis(Map<String, ?> config, String name, int otherwise) {
    return Duration.ofMillis(number(config, name, otherwise));
  }

  private static int number(Map<String, ?> config, String name, int otherwise) {
    Optional<String> given = text(config, name);
    try {
      int value = given.map(Integer::parseInt).orElse(otherwise);
      if (value < 0) {
        throw new ConfigException(name, value, "must not be negative");
      }
      return value;
    } catch (NumberFormatException e) {
      throw new ConfigException(name, given.orElse(""), "expected a whole number");
    }
  }
}
