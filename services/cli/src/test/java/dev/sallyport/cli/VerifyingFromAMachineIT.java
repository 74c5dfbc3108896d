package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.RegistrySettings;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyingFromAMachineIT {
  private static final Owner ACME = Owner.of("Acme");
  private static final int PARTITIONS = 2;
  private static final Topics TOPICS = new Topics("");

  @TempDir private static Path data = Path.of("");
  private static LocalKafka kafka;
  private static LocalRegistry registry;

  @BeforeAll
  static void start() throws Exception {
    kafka = LocalKafka.start();
    registry = LocalRegistry.start();
    var clients = KafkaClients.of(kafka.bootstrapServers());
    new TopicDeclarations(clients, TOPICS, new TopicSettings(true, PARTITIONS, (short) 0)).ensure();
    write(clients);
    new RunningInstance(
            ProcessIdentity.of(ProcessHandle.current()),
            Map.of(),
            URI.create("http://127.0.0.1:1"),
            kafka.bootstrapServers(),
            URI.create(registry.url()),
            PARTITIONS)
        .write(data);
  }

  @AfterAll
  static void stop() {
    registry.close();
    kafka.close();
  }

  private static void write(KafkaClients clients) {
    try (var client = new RegistryClient(RegistrySettings.of(registry.url()));
        var producer = clients.producer("writing", Duration.ofSeconds(20))) {
      var encoder = EventEncoder.registered(SchemaIds.inMemory(client));
      var key =
          new ApiKey(KeyHash.of("a secret of twenty-four"), KeyKind.ADMIN, "first", null, false);
      var book = new MemoryBook();
      for (PolicyEvent event :
          new PolicyEvent[] {new OrganizationAdded(ACME), new ApiKeyIssued(key)}) {
        var head = book.head();
        var sequence = head == null ? 1 : head.sequence() + 1;
        var meta =
            new EventMeta(
                new UUID(0, sequence),
                ACME,
                sequence,
                Instant.parse("2026-03-01T12:00:00Z"),
                Actor.system("test"),
                Source.SYSTEM,
                new CommandId(new UUID(1, sequence)),
                head == null ? EventHash.GENESIS : head.hash());
        var encoded = encoder.encode(new RecordedEvent(meta, event));
        book.evolve(new RecordedEvent(meta, event), encoded.hash());
        var _ =
            producer.send(
                OwnerPartition.record(TOPICS.policyEvents(), ACME, encoded.value(), PARTITIONS));
      }
      // A view shows nothing of an owner before its head, which the decider writes last.
      var entries = new ArrayList<>(book.entries());
      entries.sort(Comparator.comparing(BookEntry.Head.class::isInstance));
      for (var entry : entries) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    TOPICS.policyState().name(),
                    OwnerPartition.of(ACME, PARTITIONS),
                    new StateKey(ACME, entry.key()).encode(),
                    StateCodec.encode(entry)));
      }
    }
  }

  private record Said(int code, String out, String err) {}

  private static Said verify(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new String[arguments.length + 3];
    all[0] = "verify";
    all[1] = "--data";
    all[2] = data.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    var code =
        Sallyport.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(all);
    return new Said(code, out.toString(), err.toString());
  }

  @Test
  void says_that_everything_holds_and_exports_the_heads() throws Exception {
    var file = data.resolve("heads.jsonl");

    var said = verify("--export", file.toString());

    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out())
        .contains("partition 2 of 2: 2 events so far", "Everything holds: 2 events of 1 owner.");
    assertThat(Files.readString(file)).startsWith("{\"owner\":\"acme\",\"sequence\":2,");
    assertThat(verify("--against", file.toString(), "--owner", "ACME").code()).isZero();
  }

  @Test
  void names_what_is_not_there_any_more() throws Exception {
    var file = data.resolve("later.jsonl");
    Files.writeString(
        file, "{\"owner\":\"acme\",\"sequence\":3,\"hash\":\"%s\"}%n".formatted("ab".repeat(32)));

    var said = verify("--against", file.toString());

    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err())
        .contains("acme, sequence 3", "topic policy-events", "the last event now is 2");
  }

  @Test
  void proves_nothing_of_an_organization_that_is_not_there() {
    var said = verify("--owner", "acne");

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("there is no event of acne");
  }

  @Test
  void tells_a_mistake_from_a_fault() throws Exception {
    var file = data.resolve("no-heads.jsonl");
    Files.writeString(file, "nothing\n");

    assertThat(verify("--against", file.toString()).code()).isEqualTo(2);
    assertThat(verify("--against", data.resolve("absent.jsonl").toString()).code()).isEqualTo(2);
    assertThat(verify("--export", data.resolve("no/folder.jsonl").toString()).code()).isEqualTo(2);
    assertThat(verify("--owner", "not/a name").code()).isEqualTo(2);
    assertThat(verify("--owner", "not/a name").err()).contains("An owner has letters");
  }
}
