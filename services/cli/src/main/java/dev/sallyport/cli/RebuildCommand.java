package dev.sallyport.cli;

import dev.sallyport.local.ChildJvm;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.maintenance.HeldGroup;
import dev.sallyport.topology.maintenance.Rebuild;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Derives the state anew from the events. On Sallyport's own broker it starts that alone; {@code
 * up} must not run on the data meanwhile. On another cluster every instance must have stopped
 * deciding.
 */
@Command(
    name = "rebuild",
    sortOptions = false,
    description = {
      "Derives the state anew from the log of events and corrects what differs. Stop up"
          + " first: nothing may be decided meanwhile. Events are only read.",
      ""
    })
final class RebuildCommand implements Callable<Integer> {
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException {
    try {
      var flags = Map.of(Setting.DATA_DIR, data.folder().toString());
      return switch (SettingsReader.read(flags, System.getenv())) {
        case SettingsReader.Reading.Refused(var problems) -> throw new CannotStart(problems);
        case SettingsReader.Reading.Understood(var settings) -> rebuild(settings);
      };
    } catch (CannotStart refusal) {
      refusal.reasons().forEach(reason -> System.err.println("error: " + reason));
      return ChildJvm.CONFIGURATION_REFUSED;
    } catch (HeldGroup.InUse
        | TopicDeclarations.Unfit
        | InstallationRecord.NoAnswer
        | KafkaException refusal) {
      System.err.println("error: " + Trouble.withCauses(refusal));
      return 1;
    }
  }

  private static int rebuild(UpSettings settings) throws CannotStart, IOException {
    if (!Files.isDirectory(settings.data())) {
      throw new CannotStart(
          "There is no data in %s; name another folder with %s."
              .formatted(settings.data(), Setting.DATA_DIR.ways()));
    }
    var directory = DataDirectory.open(settings.data());
    var schemaIds = directory.service().resolve("schema-ids.json");
    try (var _ = DataLock.take(directory.path().resolve("lock"));
        var servers = Servers.start(settings, directory, schemaIds);
        var registry = new RegistryClient(RegistrySettings.from(servers.registry()))) {
      var clients = new KafkaClients(servers.kafka());
      var topics = new Topics("");
      var partitions =
          new TopicDeclarations(
                  clients,
                  topics,
                  new TopicSettings(false, TopicSettings.PARTITIONS_ON_ONE_MACHINE, (short) 0))
              .ensure();
      var decoder = new EventDecoder(SchemaIds.keptIn(schemaIds, registry));
      var result = new Rebuild(clients, topics, decoder, partitions, new Told(partitions)).run();
      if (result.differences() == 0) {
        System.out.println("The state was what the events tell; nothing was written.");
      } else {
        System.out.printf(
            "Corrected %d entries. Stores on disk are read anew at the next start.%n",
            result.differences());
      }
      return 0;
    }
  }

  /** Progress, a line for each partition. */
  private record Told(int partitions) implements Rebuild.Progress {
    @Override
    public void folded(int partition, long offset) {}

    @Override
    public void compared(int partition, long differences) {
      System.out.printf(
          "partition %d of %d: %d differences%n", partition + 1, partitions, differences);
    }
  }
}
