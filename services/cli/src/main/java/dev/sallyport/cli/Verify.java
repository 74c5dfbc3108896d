package dev.sallyport.cli;

import dev.sallyport.archive.ManifestKey;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays the events and says whether everything holds. Reads only. */
@Command(
    name = "verify",
    sortOptions = false,
    exitCodeOnExecutionException = Verify.NOT_TOLD,
    description = {
      "Replays the log of events: that none is missing, changed or impossible, and that"
          + " the state, and the view made of it, are what they add up to. Sallyport may go"
          + " on meanwhile. A log that was cut off or rewritten as a whole shows only"
          + " against heads that were exported before and kept elsewhere.",
      "",
      "Exit code 0: everything holds. 1: something does not; it is named. 2: could not be told.",
      ""
    })
final class Verify implements Callable<Integer> {
  private static final int HOLDS = 0;
  private static final int BROKEN = 1;
  static final int NOT_TOLD = 2;

  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--owner",
      paramLabel = "OWNER",
      description = "Only this organization; ~tenant for the installation's own book.")
  private Optional<String> owner = Optional.empty();

  @Mixin private HeadsOption heads = new HeadsOption();

  @Option(
      names = "--export",
      paramLabel = "FILE",
      description = "Where to write the heads, if everything holds; keep it out of this machine.")
  private Optional<Path> export = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Which Kafka and registry to ask. */
  record Place(Map<String, String> kafka, Map<String, String> registry) {
    Place {
      kafka = Map.copyOf(kafka);
      registry = Map.copyOf(registry);
    }

    /** Servers that exist and are named in the environment, else those that run here. */
    static Place find(DataOption data, Map<String, String> environment)
        throws IOException, CannotStart {
      var kafka = ClientProperties.kafka(environment);
      var registry = ClientProperties.registry(environment);
      if (!kafka.containsKey("bootstrap.servers") || !registry.containsKey("schema.registry.url")) {
        var instance = data.running();
        kafka.put("bootstrap.servers", instance.bootstrapServers());
        registry.put("schema.registry.url", instance.schemaRegistry().toString());
      }
      return new Place(kafka, registry);
    }
  }

  @Override
  public Integer call() throws IOException {
    try {
      var exported = heads.heads();
      return verify(Place.find(data, System.getenv()), owner.map(Owner::of), exported);
    } catch (CannotStart nothingRuns) {
      nothingRuns.reasons().forEach(this::failed);
    } catch (HeadsOption.Unsigned refused) {
      failed(String.valueOf(refused.getMessage()));
      return BROKEN;
    } catch (InvalidName | HeadFile.Unreadable | ManifestKey.Unusable mistaken) {
      failed(String.valueOf(mistaken.getMessage()));
    } catch (KafkaException
        | InstallationRecord.NoAnswer
        | TopicDeclarations.Unfit
        | IllegalArgumentException unanswered) {
      failed("Nothing is proved: " + Trouble.withCauses(unanswered));
    }
    return NOT_TOLD;
  }

  private int verify(Place place, Optional<Owner> one, List<ExportedHead> exported)
      throws IOException {
    var clients = new KafkaClients(place.kafka());
    var topics = new Topics("");
    try (var registry = new RegistryClient(RegistrySettings.from(place.registry()))) {
      // Topics are only looked at: a log that is not there is not made to verify it.
      var neverMade = new TopicSettings(false, TopicSettings.PARTITIONS_ON_ONE_MACHINE, (short) 0);
      var partitions = new TopicDeclarations(clients, topics, neverMade).ensure();
      var verification =
          new Verification(clients, topics, partitions, SchemaIds.inMemory(registry));
      return told(verification.run(one, exported, this::verified), one);
    }
  }

  private void verified(int partitions, int of, long events) {
    out().printf("partition %d of %d: %d events so far%n", partitions, of, events);
    out().flush();
  }

  private int told(Verdict verdict, Optional<Owner> one) throws IOException {
    return switch (verdict) {
      case Verdict.Sound(var events, _, _) when events == 0 && one.isPresent() -> {
        failed("Nothing is proved: there is no event of %s.".formatted(one.get()));
        yield NOT_TOLD;
      }
      case Verdict.Sound(var events, var heads, var state) -> {
        if (export.isPresent()) {
          HeadFile.write(export.get(), heads);
          out().printf("%s in %s.%n", counted(heads.size(), "head is", "heads are"), export.get());
        }
        out()
            .printf(
                "Everything holds: %s of %s.%n",
                counted(events, "event", "events"), counted(heads.size(), "owner", "owners"));
        out().printf("State: %s%n", state);
        yield HOLDS;
      }
      case Verdict.Broken(var fault) -> {
        failed("The log does not hold. " + fault);
        yield BROKEN;
      }
    };
  }

  static String counted(long number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void failed(String why) {
    spec.commandLine().getErr().println("error: " + why);
  }
}
