package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.archive.Archiver;
import dev.sallyport.archive.Cutting;
import dev.sallyport.archive.ManifestKey;
import dev.sallyport.archive.S3Bucket;
import dev.sallyport.archive.S3Settings;
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
import dev.sallyport.local.ChildJvm;
import dev.sallyport.local.LocalKafka;
import dev.sallyport.local.LocalRegistry;
import dev.sallyport.locals3.LocalS3;
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
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
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
    assertThat(said.out()).containsPattern("State: [0-9a-f]{64}\\R");
    assertThat(Files.readString(file)).startsWith("{\"owner\":\"acme\",\"sequence\":2,");
    assertThat(verify("--against", file.toString(), "--owner", "ACME").code()).isZero();
  }

  @Test
  void is_made_anew_of_its_archive_alone() throws Exception {
    try (var s3 = LocalS3.start()) {
      s3.makeBucket("acme-audit");
      archive(s3);
      var manifests = command(s3, "manifests", "--from", "s3://acme-audit/ci");
      assertThat(manifests).contains("Manifests of ", "nothing was signed");

      var restored = data.resolve("restored").toString();
      var said = command(s3, "restore", "--from", "s3://acme-audit/ci", "--data", restored);

      assertThat(said)
          .contains(
              "Restored 2 events of 1 owner, and 0 detections.",
              "Everything holds: 2 events of 1 owner.");
      assertThat(said.lines().filter(line -> line.startsWith("State: ")).toList())
          .isEqualTo(verify().out().lines().filter(line -> line.startsWith("State: ")).toList());
      assertThat(command(s3, "restore", "--from", "s3://acme-audit/ci", "--data", restored))
          .contains("error: policy-events is not empty");
      assertThat(command(s3, "restore", "--from", "s3://acme-audit/other", "--data", restored))
          .contains("error: There is no event of policy-events in this archive");
      assertThat(command(s3, "restore", "--from", "acme-audit")).contains("it must be s3://BUCKET");
    }
  }

  private static void archive(LocalS3 s3) throws Exception {
    var settings =
        new S3Settings(
            "acme-audit",
            "ci",
            Optional.of(s3.endpoint()),
            S3Settings.REGION,
            true,
            Optional.of(
                new S3Settings.Credentials(LocalS3.ACCESS_KEY_ID, LocalS3.SECRET_ACCESS_KEY)),
            Optional.empty());
    var written = new CountDownLatch(2);
    try (var bucket = S3Bucket.of(settings);
        var client = new RegistryClient(RegistrySettings.of(registry.url()));
        var archiver =
            new Archiver(
                KafkaClients.of(kafka.bootstrapServers()),
                List.of(TOPICS.policyEvents().name()),
                TOPICS.archiveGroup(),
                bucket,
                SchemaIds.inMemory(client),
                Cutting.of(1 << 20, Duration.ofSeconds(1)),
                new Counting(written))) {
      archiver.start();
      assertThat(written.await(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Counts records down. */
  private record Counting(CountDownLatch records) implements Archiver.Listener {
    @Override
    public void written(String topic, long more) {
      for (var each = 0L; each < more; each++) {
        records.countDown();
      }
    }

    @Override
    public void failed() {}

    @Override
    public void missed(TopicPartition partition, long from, long to) {}
  }

  /** All that a command says that runs in a process of its own, with settings of the archive. */
  private static String command(LocalS3 s3, String... arguments) throws Exception {
    var process =
        new ChildJvm(
                "command",
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                    .map(Path::of)
                    .toList(),
                Sallyport.class.getName(),
                List.of(arguments),
                List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Map.of(
                    "SALLYPORT_ARCHIVE_ENDPOINT", s3.endpoint().toString(),
                    "SALLYPORT_ARCHIVE_ACCESS_KEY_ID", LocalS3.ACCESS_KEY_ID,
                    "SALLYPORT_ARCHIVE_SECRET_ACCESS_KEY", LocalS3.SECRET_ACCESS_KEY))
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).doesNotContain(LocalS3.SECRET_ACCESS_KEY);
    return said;
  }

  @Test
  void takes_only_heads_that_were_signed() throws Exception {
    var file = data.resolve("signed.jsonl");
    assertThat(verify("--export", file.toString()).code()).isZero();
    var keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var key = data.resolve("public.pem");
    Files.writeString(
        key,
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
    String[] arguments = {"--against", file.toString(), "--public-key", key.toString()};

    var unsigned = verify(arguments);
    assertThat(unsigned.code()).isEqualTo(1);
    assertThat(unsigned.err()).contains("signed.jsonl is not signed: there is no", ".sig");
    var signature = data.resolve("signed.jsonl.sig");
    Files.write(signature, ManifestKey.sign(keys.getPrivate(), Files.readAllBytes(file)));
    assertThat(verify(arguments).code()).isZero();
    Files.writeString(file, "\n", StandardOpenOption.APPEND);
    var changed = verify(arguments);
    assertThat(changed.code()).isEqualTo(1);
    assertThat(changed.err()).contains("is not what was signed");
    assertThat(verify("--public-key", key.toString()).code()).isEqualTo(2);
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
