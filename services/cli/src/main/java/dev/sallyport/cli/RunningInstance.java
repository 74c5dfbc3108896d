package dev.sallyport.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The Sallyport that runs on a data directory of this machine, as {@code up} has written it down
 * for other commands.
 *
 * @param supervisor the process of {@code up}
 * @param processes what it has started, by name: broker, registry, service
 * @param http where the policy service listens, as this machine reaches it
 * @param partitions of every topic
 */
record RunningInstance(
    ProcessIdentity supervisor,
    Map<String, ProcessIdentity> processes,
    URI http,
    String bootstrapServers,
    URI schemaRegistry,
    int partitions) {
  static final String FILE = "run.properties";

  private static final String SUPERVISOR = "process.up";
  private static final String PROCESS = "process.";
  private static final String HTTP = "http.url";
  private static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";
  private static final String SCHEMA_REGISTRY = "schema.registry.url";
  private static final String PARTITIONS = "partitions";

  RunningInstance {
    processes = Map.copyOf(processes);
  }

  /** Empty if nothing runs on that data directory. */
  static Optional<RunningInstance> find(Path data) throws IOException {
    return lastOn(data).filter(instance -> instance.supervisor().find().isPresent());
  }

  /** What was written down last, whether it still runs or not. */
  static Optional<RunningInstance> lastOn(Path data) throws IOException {
    var properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(data.resolve(FILE))));
    } catch (NoSuchFileException nothingRuns) {
      return Optional.empty();
    }
    return ProcessIdentity.parse(properties.getProperty(SUPERVISOR, ""))
        .map(supervisor -> read(supervisor, properties));
  }

  private static RunningInstance read(ProcessIdentity supervisor, Properties properties) {
    var processes = new TreeMap<String, ProcessIdentity>();
    for (var name : properties.stringPropertyNames()) {
      if (name.startsWith(PROCESS) && !name.equals(SUPERVISOR)) {
        ProcessIdentity.parse(properties.getProperty(name))
            .ifPresent(process -> processes.put(name.substring(PROCESS.length()), process));
      }
    }
    return new RunningInstance(
        supervisor,
        processes,
        URI.create(properties.getProperty(HTTP, "")),
        properties.getProperty(BOOTSTRAP_SERVERS, ""),
        URI.create(properties.getProperty(SCHEMA_REGISTRY, "")),
        Integer.parseInt(properties.getProperty(PARTITIONS, "0")));
  }

  void write(Path data) throws IOException {
    var properties = new Properties();
    properties.setProperty(SUPERVISOR, supervisor.toString());
    processes.forEach(
        (name, process) -> properties.setProperty(PROCESS + name, process.toString()));
    properties.setProperty(HTTP, http.toString());
    properties.setProperty(BOOTSTRAP_SERVERS, bootstrapServers);
    properties.setProperty(SCHEMA_REGISTRY, schemaRegistry.toString());
    properties.setProperty(PARTITIONS, String.valueOf(partitions));
    var text = new StringWriter();
    properties.store(text, "What runs now; for the other commands.");
    PrivateFile.write(data.resolve(FILE), text.toString());
  }
}
