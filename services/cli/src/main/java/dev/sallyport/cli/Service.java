package dev.sallyport.cli;

import dev.sallyport.cli.UpSettings.Http;
import dev.sallyport.local.Checkout;
import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.QuarkusApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The policy service as a child: where it is, and the settings it is given, all of them by
 * environment.
 */
final class Service {
  /** Names the folder of the packaged service where it is not in the checkout. */
  static final String FOLDER = "sallyport.service.dir";

  /** Names the main class where it is not that of a Quarkus application. */
  static final String MAIN = "sallyport.service.main";

  private Service() {}

  static ChildJvm program(
      UpSettings settings,
      Path data,
      String bootstrapServers,
      URI schemaRegistry,
      int partitions,
      Optional<String> secretsKey,
      Optional<String> adminKey) {
    var folder =
        Checkout.folder(FOLDER, Path.of("services", "policy-service", "target", "quarkus-app"));
    var main = System.getProperty(MAIN);
    return new ChildJvm(
        "service",
        main == null ? QuarkusApplication.classPath(folder) : List.of(Checkout.ours(), folder),
        main == null ? QuarkusApplication.mainClass(folder) : main,
        List.of(),
        jvmOptions(main == null ? QuarkusApplication.manifestOptions(folder) : List.of(), settings),
        environment(
            settings, data, bootstrapServers, schemaRegistry, partitions, secretsKey, adminKey));
  }

  private static List<String> jvmOptions(List<String> manifestOptions, UpSettings settings) {
    var options = new ArrayList<String>();
    options.add("-XX:+ExitOnOutOfMemoryError");
    // The view is some millions of small objects: a tenth less memory, and less for the collector.
    options.add("-XX:+UseCompactObjectHeaders");
    options.addAll(manifestOptions);
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.addAll(settings.serviceJvmOptions());
    return options;
  }

  private static Map<String, String> environment(
      UpSettings settings,
      Path data,
      String bootstrapServers,
      URI schemaRegistry,
      int partitions,
      Optional<String> secretsKey,
      Optional<String> adminKey) {
    var http = settings.http();
    var environment = new TreeMap<>(settings.passedOn());
    environment.keySet().removeIf(Service::isOfTheSinks);
    put(environment, Setting.HTTP_HOST, http.host());
    put(environment, Setting.HTTP_PORT, String.valueOf(http.port()));
    http.tls()
        .ifPresent(tls -> {
          put(environment, Setting.TLS_CERT, tls.certificate().toString());
          put(environment, Setting.TLS_KEY, tls.key().toString());
        });
    put(environment, Setting.TLS_TERMINATED_BY_PROXY, String.valueOf(http.terminatedByProxy()));
    http.publicUrl().ifPresent(url -> put(environment, Setting.PUBLIC_URL, url.toString()));
    if (!http.trustedProxies().isEmpty()) {
      put(environment, Setting.TRUSTED_PROXIES, String.join(",", http.trustedProxies()));
    }
    put(environment, Setting.TENANT, settings.tenant());
    put(environment, Setting.OIDC_GITHUB_ISSUER, settings.githubIssuer().toString());
    put(environment, Setting.KAFKA_BOOTSTRAP_SERVERS, bootstrapServers);
    put(environment, Setting.SCHEMA_REGISTRY_URL, schemaRegistry.toString());
    put(environment, Setting.DATA_DIR, data.toString());
    put(environment, Setting.PARTITIONS, String.valueOf(partitions));
    secretsKey.ifPresent(key -> put(environment, Setting.SINKS_SECRETS_KEY, key));
    adminKey.ifPresent(key -> put(environment, Setting.ADMIN_KEY, key));
    return environment;
  }

  // Credentials that only the sinks have a use for.
  private static boolean isOfTheSinks(String variable) {
    return variable.startsWith("SALLYPORT_ARCHIVE_")
        || variable.equals("SALLYPORT_SINKS_MAIL_PASSWORD");
  }

  private static void put(Map<String, String> environment, Setting setting, String value) {
    environment.put(setting.variable(), value);
  }

  /** How this machine reaches it. */
  static URI url(Http http) {
    var scheme = http.tls().isPresent() ? "https" : "http";
    var host =
        switch (http.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
          default -> http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        };
    return URI.create(scheme + "://" + host + ":" + http.port());
  }
}
