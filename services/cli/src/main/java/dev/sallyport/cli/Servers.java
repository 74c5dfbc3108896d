package dev.sallyport.cli;

import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Broker and registry: those of this machine, or others that run anyway. */
record Servers(
    Map<String, String> kafka,
    Map<String, String> registry,
    Optional<LocalKafka> broker,
    Optional<LocalRegistry> schemas)
    implements AutoCloseable {

  static Servers start(UpSettings settings, DataDirectory directory, Path schemaIds) {
    var kafka = ClientProperties.kafka(System.getenv());
    Optional<LocalKafka> broker =
        switch (settings.kafka()) {
          case UpSettings.Kafka.Existing _ -> Optional.empty();
          case UpSettings.Kafka.Local _ -> Optional.of(LocalKafka.start(directory.kafka()));
        };
    broker.ifPresent(one -> kafka.put("bootstrap.servers", one.bootstrapServers()));
    // Asked only for ids that are not kept on this machine: as a rule for none.
    Optional<LocalRegistry> schemas =
        switch (settings.registry()) {
          case UpSettings.Registry.Local _ when !Files.exists(schemaIds) ->
              Optional.of(LocalRegistry.start(directory.registry()));
          case UpSettings.Registry.Local _, UpSettings.Registry.Existing _ -> Optional.empty();
        };
    var registry = ClientProperties.registry(System.getenv());
    registry.putIfAbsent(
        "schema.registry.url",
        schemas.map(LocalRegistry::url).orElseGet(() -> LocalRegistry.url(1)));
    return new Servers(kafka, registry, broker, schemas);
  }

  @Override
  public void close() {
    schemas.ifPresent(LocalRegistry::close);
    broker.ifPresent(LocalKafka::close);
  }
}
