package dev.sallyport.topology.decider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology without a broker: one partition, and a clock that is set by hand. */
final class DeciderUnderTest implements AutoCloseable {
  static final Topics TOPICS = new Topics("");

  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final EventDecoder decoder = new EventDecoder(ids);
  private final EventEncoder encoder = EventEncoder.registered(ids);
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> commands;
  private final TestOutputTopic<byte[], byte[]> events;
  private final TestOutputTopic<byte[], byte[]> outcomes;
  private final Map<String, MemoryBook> folded = new TreeMap<>();
  private final Map<String, EventHash> chain = new TreeMap<>();

  final DeciderHealth health = new DeciderHealth();
  final DeciderCounts counts = new DeciderCounts();
  Instant now = Asking.NOON;

  DeciderUnderTest(Path folder) {
    InstantSource clock = () -> now;
    var deciding = new Deciding(encoder, 1, clock, health, counts, new Backlog(clock));
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, TOPICS.deciderApplication());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    driver = new TopologyTestDriver(DeciderTopology.build(TOPICS, deciding), properties, now);
    commands =
        driver.createInputTopic(
            TOPICS.policyCommands().name(), new ByteArraySerializer(), new ByteArraySerializer());
    events = output(TOPICS.policyEvents().name());
    outcomes = output(TOPICS.commandOutcomes().name());
  }

  private TestOutputTopic<byte[], byte[]> output(String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Appends a command now, and what became of it. */
  Outcome submit(Submission submission) {
    append(OwnerPartition.key(submission.owner()), CommandCodec.encode(submission));
    return OutcomeCodec.decode(requireNonNull(outcomes.readValue()));
  }

  /** Submits a command that is expected to be done. */
  Done done(PolicyCommand command) {
    return done(Asking.ask(command));
  }

  Done done(Submission submission) {
    return switch (submit(submission).verdict()) {
      case Done done -> done;
      case Verdict.Refused(var refusal) -> throw new AssertionError("Refused: " + refusal);
    };
  }

  /** Submits a command that is expected to be refused. */
  Refusal refused(Submission submission) {
    return switch (submit(submission).verdict()) {
      case Done done -> throw new AssertionError("Not refused: " + done);
      case Verdict.Refused(var refusal) -> refusal;
    };
  }

  /** Appends any bytes. */
  void append(byte @Nullable [] key, byte @Nullable [] value) {
    commands.pipeInput(new TestRecord<>(key, value, now));
  }

  boolean hasOutcome() {
    return !outcomes.isEmpty();
  }

  Outcome outcome() {
    return OutcomeCodec.decode(requireNonNull(outcomes.readValue()));
  }

  /**
   * What was written since it was last asked; checks that each event continues its owner's sequence
   * and hash chain, can follow from those before, and has its id beside its bytes.
   */
  List<RecordedEvent> written() {
    var written = new ArrayList<RecordedEvent>();
    for (var each : events.readRecordsToList()) {
      var event = follow(requireNonNull(each.value()));
      assertThat(each.getHeaders().lastHeader("ce_id").value())
          .asString(UTF_8)
          .isEqualTo(event.meta().id().toString());
      written.add(event);
    }
    return written;
  }

  List<PolicyEvent> events() {
    return written().stream().map(RecordedEvent::event).toList();
  }

  /** Puts a state in place that takes many commands: the same rules, without a topology. */
  void seed(Owner owner, List<PolicyCommand> commands) {
    var settling = new Settling(encoder);
    var book = folded.computeIfAbsent(owner.key(), _ -> new MemoryBook());
    for (var command : commands) {
      for (var event :
          settling.settle(book, book.head(), Asking.ask(owner, command), now).events()) {
        follow(event.value());
      }
    }
    for (var entry : book.entries()) {
      poison(owner, entry.key(), StateCodec.encode(entry));
    }
  }

  private RecordedEvent follow(byte[] value) {
    var event = decoder.decode(value);
    var owner = event.meta().owner().key();
    var previous = chain.getOrDefault(owner, EventHash.GENESIS);
    if (!previous.equals(event.meta().previous())) {
      throw new AssertionError("The chain of " + owner + " breaks at " + event.meta());
    }
    var hash = decoder.hash(previous, value);
    chain.put(owner, hash);
    folded.computeIfAbsent(owner, _ -> new MemoryBook()).evolve(event, hash);
    return event;
  }

  /** What follows from all events that were read so far. */
  MemoryBook fold(Owner owner) {
    return folded.getOrDefault(owner.key(), new MemoryBook());
  }

  PolicyBook book(Owner owner) {
    return new StoredBook(state(), owner);
  }

  Head head(Owner owner) {
    return requireNonNull(book(owner).head());
  }

  /** Overwrites an entry of the store, whatever its state. */
  void poison(Owner owner, BookKey key, byte[] value) {
    state().put(Bytes.wrap(new StateKey(owner, key).encode()), value);
  }

  KeyValueStore<Bytes, byte[]> state() {
    return requireNonNull(driver.getKeyValueStore(Topics.POLICY_STATE_STORE));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Another life of the same task: only what the stores hold is known to it. */
  DeciderUnderTest reopened(Path folder) {
    var next = new DeciderUnderTest(folder);
    next.now = now;
    try (var entries = state().all();
        var remembered = decided().all()) {
      entries.forEachRemaining(each -> next.state().put(each.key, each.value));
      remembered.forEachRemaining(
          each -> next.decided().put(each.key.key(), each.value, each.key.window().start()));
    }
    return next;
  }

  private WindowStore<Bytes, byte[]> decided() {
    return requireNonNull(driver.getWindowStore(Topics.DECIDED_COMMANDS_STORE));
  }

  @Override
  public void close() {
    driver.close();
  }
}
