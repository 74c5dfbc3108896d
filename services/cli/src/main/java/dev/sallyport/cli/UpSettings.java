package dev.sallyport.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code up} was told, checked as far as that goes without touching the machine.
 *
 * @param passedOn further {@code SALLYPORT_*} variables, for the policy service to understand or to
 *     refuse
 */
record UpSettings(
    Path data,
    Http http,
    String tenant,
    Optional<String> adminKey,
    URI githubIssuer,
    OptionalInt partitions,
    Kafka kafka,
    Registry registry,
    Sinks sinks,
    List<String> serviceJvmOptions,
    Map<String, String> passedOn) {

  UpSettings {
    serviceJvmOptions = List.copyOf(serviceJvmOptions);
    passedOn = Map.copyOf(passedOn);
  }

  record Http(
      String host,
      int port,
      Optional<Tls> tls,
      boolean terminatedByProxy,
      Optional<URI> publicUrl,
      List<String> trustedProxies) {
    Http {
      trustedProxies = List.copyOf(trustedProxies);
    }
  }

  record Tls(Path certificate, Path key) {}

  /** Which Kafka: one that is started here, or one that exists. */
  sealed interface Kafka {
    record Local(OptionalInt port) implements Kafka {}

    record Existing(String bootstrapServers) implements Kafka {}
  }

  /** Whether what happens is delivered to integrations. */
  sealed interface Sinks {
    /**
     * @param secretsKey that was set, if one was
     */
    record Run(Optional<String> secretsKey) implements Sinks {}

    record LeftOut() implements Sinks {}
  }

  /** Which schema registry: one that is started here, or one that exists. */
  sealed interface Registry {
    record Local(OptionalInt port) implements Registry {}

    record Existing(URI url) implements Registry {}
  }
}
