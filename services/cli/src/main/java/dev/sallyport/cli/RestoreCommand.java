package dev.sallyport.cli;

import dev.sallyport.archive.ArchiveConfiguration;
import dev.sallyport.archive.ArchiveFault;
import dev.sallyport.archive.BucketFailure;
import dev.sallyport.archive.ManifestKey;
import dev.sallyport.archive.Restoration;
import dev.sallyport.archive.S3Bucket;
import dev.sallyport.local.ChildJvm;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.maintenance.HeldGroup;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.ExportedHead;
import dev.sallyport.topology.verify.HeadFile;
import dev.sallyport.topology.verify.Verdict;
import dev.sallyport.topology.verify.Verification;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes an installation anew of its archive alone, and proves it. */
@Command(
    name = "restore",
    sortOptions = false,
    description = {
      "Makes an installation anew of its archive alone: in an empty data folder, or in an"
          + " existing Kafka without Sallyport's topics. Checks the whole archive before"
          + " anything is written, derives the state, verifies the result, and prints the"
          + " same digest of the state as verify does. up must not run meanwhile.",
      "",
      "Keys, members and policies are as before. Secrets of integrations are not in the"
          + " archive and have to be entered again.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {
  @Mixin private ArchiveOption archive = new ArchiveOption();
  @Mixin private HeadsOption heads = new HeadsOption();
  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() throws IOException {
    try {
      var configuration = archive.configuration(System.getenv());
      var seen = heads.heads();
      var flags = Map.of(Setting.DATA_DIR, data.folder().toString());
      return switch (SettingsReader.read(flags, System.getenv())) {
        case SettingsReader.Reading.Refused(var problems) -> throw new CannotStart(problems);
        case SettingsReader.Reading.Understood(var settings) ->
            restore(settings, configuration, seen);
      };
    } catch (CannotStart refusal) {
      refusal.reasons().forEach(reason -> System.err.println("error: " + reason));
      return ChildJvm.CONFIGURATION_REFUSED;
    } catch (HeadsOption.Unsigned | HeadFile.Unreadable | ManifestKey.Unusable refused) {
      System.err.println("error: " + refused.getMessage());
      return 1;
    } catch (ArchiveFault
        | BucketFailure
        | Restoration.NotEmpty
        | HeldGroup.InUse
        | TopicDeclarations.Unfit
        | InstallationRecord.NoAnswer
        | KafkaException refusal) {
      System.err.println("error: " + Trouble.withCauses(refusal));
      return 1;
    }
  }

  private static int restore(
      UpSettings settings, ArchiveConfiguration configuration, List<ExportedHead> seen)
      throws CannotStart, IOException {
    var directory = DataDirectory.open(settings.data());
    var schemaIds = directory.service().resolve("schema-ids.json");
    var topics = new Topics("");
    System.out.printf("Restoring %s into %s.%n", configuration.s3().url(), directory.path());
    try (var _ = DataLock.take(directory.path().resolve("lock"));
        var bucket = S3Bucket.of(configuration.s3());
        var servers = Servers.start(settings, directory, schemaIds);
        var registry = new RegistryClient(RegistrySettings.from(servers.registry()))) {
      var clients = new KafkaClients(servers.kafka());
      var declarations =
          new TopicDeclarations(
              clients, topics, new TopicSettings(true, partitions(settings), (short) 0));
      var partitions = declarations.ensure();
      declarations.ensure(topics.telemetry(), partitions);
      var ids = SchemaIds.keptIn(schemaIds, registry);
      System.out.println("Checking the archive.");
      var result = new Restoration(bucket, clients, topics, partitions, ids, new Told()).run(seen);
      if (settings.kafka() instanceof UpSettings.Kafka.Local) {
        directory.record("partitions", partitions);
      }
      // The keys of before are in the events; one to begin with would not be taken.
      Plan.completeFirstStart(directory);
      System.out.printf(
          "Restored %s of %s, and %s. The state has %s.%n",
          Verify.counted(result.events(), "event", "events"),
          Verify.counted(result.owners(), "owner", "owners"),
          Verify.counted(result.detections(), "detection", "detections"),
          Verify.counted(result.entries(), "entry", "entries"));
      if (result.leftOut() > 0) {
        System.out.printf(
            "Left out %d records of %s that were no detections when they were archived.%n",
            result.leftOut(), topics.detections().name());
      }
      return verified(new Verification(clients, topics, partitions, ids), seen);
    }
  }

  private static int verified(Verification verification, List<ExportedHead> seen) {
    var tick = new Ticker();
    var verdict =
        verification.run(
            Optional.empty(),
            seen,
            (partitions, of, events) ->
                tick.tell(() ->
                    "verified partition %d of %d: %d events so far"
                        .formatted(partitions, of, events)));
    return switch (verdict) {
      case Verdict.Sound(var events, var heads, var state) -> {
        System.out.printf(
            "Everything holds: %s of %s.%nState: %s%n",
            Verify.counted(events, "event", "events"),
            Verify.counted(heads.size(), "owner", "owners"),
            state);
        yield 0;
      }
      case Verdict.Broken(var fault) -> {
        System.err.println("error: The log does not hold. " + fault);
        yield 1;
      }
    };
  }

  private static int partitions(UpSettings settings) {
    return settings
        .partitions()
        .orElse(
            switch (settings.kafka()) {
              case UpSettings.Kafka.Local _ -> TopicSettings.PARTITIONS_ON_ONE_MACHINE;
              case UpSettings.Kafka.Existing _ -> TopicSettings.PARTITIONS;
            });
  }

  /** Progress, a line every two seconds at most. */
  private static final class Told implements Restoration.Progress {
    private final Ticker tick = new Ticker();

    @Override
    public void checked(long records) {
      tick.tell(() -> "checked %d records so far".formatted(records));
    }

    @Override
    public void written(long records, long of) {
      tick.tell(() -> "wrote %d of %d records".formatted(records, of));
    }

    @Override
    public void folded(int partition, long offset) {
      tick.tell(() -> "deriving the state: partition %d, offset %d".formatted(partition, offset));
    }

    @Override
    public void compared(int partition, long differences) {
      tick.tell(
          () -> "derived the state of partition %d: %d entries".formatted(partition, differences));
    }
  }
}
