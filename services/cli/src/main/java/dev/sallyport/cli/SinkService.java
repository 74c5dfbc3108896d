package dev.sallyport.cli;

import dev.sallyport.local.Checkout;
import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.QuarkusApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The sink service as a child: where it is, and the settings it is given, all of them by
 * environment.
 */
final class SinkService {
  static final String NAME = "sinks";

  /** Names the folder of the packaged service where it is not in the checkout. */
  static final String FOLDER = "sallyport.sinks.dir";

  // It streams: what it holds does not grow with what it has delivered.
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseCompactObjectHeaders",
          "--sun-misc-unsafe-memory-access=allow");

  private static final List<String> OURS =
      List.of(
          "SALLYPORT_SINKS_", "SALLYPORT_ARCHIVE_", Setting.KAFKA_PREFIX, Setting.REGISTRY_PREFIX);

  private SinkService() {}

  static ChildJvm program(
      UpSettings settings,
      Path data,
      int port,
      String bootstrapServers,
      URI schemaRegistry,
      String secretsKey) {
    var folder =
        Checkout.folder(FOLDER, Path.of("services", "sink-service", "target", "quarkus-app"));
    return new ChildJvm(
        NAME,
        QuarkusApplication.classPath(folder),
        QuarkusApplication.mainClass(folder),
        List.of(),
        Stream.concat(OPTIONS.stream(), QuarkusApplication.manifestOptions(folder).stream())
            .toList(),
        environment(settings, data, port, bootstrapServers, schemaRegistry, secretsKey));
  }

  private static Map<String, String> environment(
      UpSettings settings,
      Path data,
      int port,
      String bootstrapServers,
      URI schemaRegistry,
      String secretsKey) {
    var environment = new TreeMap<>(settings.passedOn());
    // It talks to whomever users name: it is given none of the secrets that it has no use for.
    environment.keySet().removeIf(variable -> OURS.stream().noneMatch(variable::startsWith));
    // Links in messages lead to where people reach the pages.
    var pages = settings.http().publicUrl().orElseGet(() -> Service.url(settings.http()));
    environment.put(Setting.PUBLIC_URL.variable(), pages.toString());
    environment.put(Setting.KAFKA_BOOTSTRAP_SERVERS.variable(), bootstrapServers);
    environment.put(Setting.SCHEMA_REGISTRY_URL.variable(), schemaRegistry.toString());
    environment.put(Setting.DATA_DIR.variable(), data.toString());
    environment.put(Setting.SINKS_SECRETS_KEY.variable(), secretsKey);
    environment.put("SALLYPORT_SINKS_HTTP_PORT", String.valueOf(port));
    return environment;
  }
}
