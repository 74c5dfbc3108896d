package dev.sallyport.cli;

import dev.sallyport.cli.UpSettings.Http;
import dev.sallyport.cli.UpSettings.Kafka;
import dev.sallyport.cli.UpSettings.Registry;
import dev.sallyport.cli.UpSettings.Sinks;
import dev.sallyport.cli.UpSettings.Tls;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads settings from flags and environment, and collects everything that is wrong with them before
 * saying so.
 */
final class SettingsReader {
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ADMIN_KEY = Pattern.compile("[!-~]{24,200}");
  private static final Pattern SHARED_SECRET = Pattern.compile("[!-~]{32,200}");
  private static final Pattern BOOTSTRAP =
      Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");
  private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]+(/\\d{1,3})?");
  private static final int MOST_PARTITIONS = 1_000;

  private final Map<Setting, String> flags;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  private SettingsReader(Map<Setting, String> flags, Map<String, String> environment) {
    this.flags = flags;
    // What is set to nothing counts as not set, the way of shells and of container platforms.
    this.environment = new TreeMap<>(environment);
    this.environment.values().removeIf(String::isBlank);
  }

  static Reading read(Map<Setting, String> flags, Map<String, String> environment) {
    return new SettingsReader(flags, environment).read();
  }

  /** Settings, or every reason why there are none. */
  sealed interface Reading {
    record Understood(UpSettings settings) implements Reading {}

    record Refused(List<String> problems) implements Reading {}
  }

  private Reading read() {
    for (var secret :
        List.of(
            Setting.SESSION_SECRET,
            Setting.TELEMETRY_SECRET,
            Setting.TELEMETRY_SECRET_PREVIOUS,
            Setting.SINKS_SECRETS_KEY_PREVIOUS)) {
      var _ = matching(secret, SHARED_SECRET, "32 to 200 visible ASCII characters");
    }
    var settings =
        new UpSettings(
            data(),
            http(),
            matching(Setting.TENANT, TENANT, "letters, digits, dots, underscores and hyphens")
                .orElse(""),
            matching(Setting.ADMIN_KEY, ADMIN_KEY, "24 to 200 visible ASCII characters"),
            url(Setting.OIDC_GITHUB_ISSUER).orElse(URI.create("")),
            number(Setting.PARTITIONS, 1, MOST_PARTITIONS),
            kafka(),
            registry(),
            sinks(),
            words(Setting.SERVICE_JVM_OPTIONS),
            passedOn());
    return problems.isEmpty()
        ? new Reading.Understood(settings)
        : new Reading.Refused(List.copyOf(problems));
  }

  private Path data() {
    return Path.of(value(Setting.DATA_DIR).orElse("")).toAbsolutePath().normalize();
  }

  private Http http() {
    var host = value(Setting.HTTP_HOST).orElse("");
    var port = number(Setting.HTTP_PORT, 1, 65_535).orElse(0);
    var tls = tls();
    var byProxy = truth(Setting.TLS_TERMINATED_BY_PROXY);
    if (tls.isEmpty() && !byProxy && !isLoopback(host)) {
      problems.add(
          "%s is %s, which others can reach, and there is no certificate: keys would travel in the clear. Set %s and %s (./sallyport certs makes them), or %s if a proxy in front serves HTTPS."
              .formatted(
                  Setting.HTTP_HOST.ways(),
                  host,
                  Setting.TLS_CERT.variable(),
                  Setting.TLS_KEY.variable(),
                  Setting.TLS_TERMINATED_BY_PROXY.variable() + "=true"));
    }
    return new Http(host, port, tls, byProxy, url(Setting.PUBLIC_URL), proxies());
  }

  private Optional<Tls> tls() {
    var certificate = file(Setting.TLS_CERT);
    var key = file(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      problems.add(
          "%s and %s go together; only one of them is set."
              .formatted(Setting.TLS_CERT.ways(), Setting.TLS_KEY.ways()));
    }
    return certificate.flatMap(chain -> key.map(secret -> new Tls(chain, secret)));
  }

  private boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      problems.add(
          "%s is %s, which is no address of any host.".formatted(Setting.HTTP_HOST.ways(), host));
      return true;
    }
  }

  private List<String> proxies() {
    var proxies = list(Setting.TRUSTED_PROXIES);
    for (var proxy : proxies) {
      if (!NETWORK.matcher(proxy).matches()) {
        problems.add(
            "%s has %s, which is neither an address nor a network such as 10.0.0.0/8."
                .formatted(Setting.TRUSTED_PROXIES.ways(), proxy));
      }
    }
    return proxies;
  }

  private Kafka kafka() {
    var servers =
        matching(
            Setting.KAFKA_BOOTSTRAP_SERVERS, BOOTSTRAP, "host:port pairs, separated by commas");
    var port = number(Setting.LOCAL_KAFKA_PORT, 1, 65_535);
    if (servers.isEmpty()) {
      refuseWithout(Setting.KAFKA_BOOTSTRAP_SERVERS, Setting.KAFKA_PREFIX);
      return new Kafka.Local(port);
    }
    refuseBeside(Setting.KAFKA_BOOTSTRAP_SERVERS, Setting.LOCAL_KAFKA_PORT);
    return new Kafka.Existing(servers.get());
  }

  private Registry registry() {
    var url = url(Setting.SCHEMA_REGISTRY_URL);
    var port = number(Setting.LOCAL_REGISTRY_PORT, 1, 65_535);
    if (url.isEmpty()) {
      refuseWithout(Setting.SCHEMA_REGISTRY_URL, Setting.REGISTRY_PREFIX);
      return new Registry.Local(port);
    }
    refuseBeside(Setting.SCHEMA_REGISTRY_URL, Setting.LOCAL_REGISTRY_PORT);
    return new Registry.Existing(url.get());
  }

  private Sinks sinks() {
    var key =
        matching(Setting.SINKS_SECRETS_KEY, SHARED_SECRET, "32 to 200 visible ASCII characters");
    return truth(Setting.WITHOUT_SINKS) ? new Sinks.LeftOut() : new Sinks.Run(key);
  }

  private void refuseWithout(Setting existing, String prefix) {
    environment.keySet().stream()
        .filter(variable -> variable.startsWith(prefix) && !variable.equals(existing.variable()))
        .sorted()
        .forEach(variable ->
            problems.add(
                "%s is set, but without %s a server of our own is started, which needs no such setting."
                    .formatted(variable, existing.ways())));
  }

  private void refuseBeside(Setting existing, Setting local) {
    value(local)
        .ifPresent(_ ->
            problems.add(
                "%s is set, but with %s no server of our own is started."
                    .formatted(local.ways(), existing.ways())));
  }

  private Map<String, String> passedOn() {
    var ours =
        Arrays.stream(Setting.values())
            .filter(setting -> !setting.handedOn())
            .map(Setting::variable)
            .toList();
    var rest = new TreeMap<>(environment);
    rest.keySet()
        .removeIf(variable -> !variable.startsWith(Setting.PREFIX) || ours.contains(variable));
    rest.keySet().removeAll(LauncherVariables.NAMES);
    return rest;
  }

  private Optional<String> value(Setting setting) {
    var given = flags.getOrDefault(setting, environment.getOrDefault(setting.variable(), ""));
    var value = given.isBlank() ? setting.standard() : given.strip();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private <T> Optional<T> parsed(
      Setting setting, String expected, Function<String, Optional<T>> parse) {
    var value = value(setting);
    var parsed = value.flatMap(parse);
    if (value.isPresent() && parsed.isEmpty()) {
      var shown = setting.secret() ? "not acceptable" : value.get();
      problems.add("%s is %s; it must be %s.".formatted(setting.ways(), shown, expected));
    }
    return parsed;
  }

  private Optional<String> matching(Setting setting, Pattern pattern, String expected) {
    return parsed(
        setting,
        expected,
        value -> pattern.matcher(value).matches() ? Optional.of(value) : Optional.empty());
  }

  private OptionalInt number(Setting setting, int least, int most) {
    var number =
        parsed(
            setting,
            "a number from %d to %d".formatted(least, most),
            value -> whole(value).filter(given -> given >= least && given <= most));
    return number.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  private static Optional<Integer> whole(String digits) {
    return digits.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private boolean truth(Setting setting) {
    return parsed(
            setting,
            "true or false",
            value ->
                switch (value) {
                  case "true" -> Optional.of(true);
                  case "false" -> Optional.of(false);
                  default -> Optional.<Boolean>empty();
                })
        .orElse(false);
  }

  private Optional<URI> url(Setting setting) {
    return parsed(setting, "an http or https URL", SettingsReader::httpUrl);
  }

  private static Optional<URI> httpUrl(String text) {
    try {
      var url = new URI(text);
      var web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  private Optional<Path> file(Setting setting) {
    return parsed(
        setting,
        "a file that can be read",
        value -> Optional.of(Path.of(value).toAbsolutePath()).filter(Files::isReadable));
  }

  private List<String> list(Setting setting) {
    return value(setting).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private List<String> words(Setting setting) {
    return value(setting).stream().flatMap(text -> Arrays.stream(text.split("\\s+"))).toList();
  }
}
