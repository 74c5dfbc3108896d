package dev.sallyport.topology.decider;

import static dev.sallyport.topology.decider.Asking.NOON;
import static dev.sallyport.topology.decider.Asking.ask;
import static dev.sallyport.topology.decider.Asking.creating;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.Topics;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After an abort Streams wipes the stores of a task and initializes the same processor again:
 * whatever it had kept of what was undone would be decided upon.
 */
class StartingAnewTest {
  private static final Topics TOPICS = new Topics("");

  @TempDir Path undone;
  @TempDir Path anew;
  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final EventDecoder decoder = new EventDecoder(ids);
  private final DeciderHealth health = new DeciderHealth();
  private final DecideCommands processor =
      new DecideCommands(
          new Deciding(
              EventEncoder.registered(ids),
              1,
              () -> NOON,
              health,
              new DeciderCounts(),
              new Backlog(InstantSource.system())));
  private TopologyTestDriver task;

  // Streams wants another object each time it asks.
  private record Same(DecideCommands processor)
      implements Processor<byte[], byte[], byte[], byte[]> {
    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
      processor.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> command) {
      processor.process(command);
    }

    @Override
    public void close() {
      processor.close();
    }
  }

  @BeforeEach
  void open() {
    task = begin(undone);
  }

  @AfterEach
  void close() {
    task.close();
  }

  private TopologyTestDriver begin(Path folder) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, TOPICS.deciderApplication());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    return new TopologyTestDriver(
        DeciderTopology.build(TOPICS, () -> new Same(processor)), properties, NOON);
  }

  /** The task loses its stores, and with them all that was not committed. */
  private void abort() {
    task.close();
    task = begin(anew);
  }

  private void process(Submission submission) {
    task.createInputTopic(
            TOPICS.policyCommands().name(), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                OwnerPartition.key(submission.owner()), CommandCodec.encode(submission), NOON));
  }

  private List<byte[]> written(Topic topic) {
    return task.createOutputTopic(
            topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readValuesToList();
  }

  private List<RecordedEvent> events() {
    return written(TOPICS.policyEvents()).stream().map(decoder::decode).toList();
  }

  @Test
  void decides_again_what_was_undone_as_if_it_had_never_been() {
    var build = ask(creating("build"));
    process(build);
    process(ask(creating("other")));
    assertThat(events()).hasSize(3);

    abort();
    process(build);

    var events = events();
    assertThat(events).extracting(each -> each.meta().sequence()).containsExactly(1L, 2L);
    assertThat(events.getFirst().meta().previous()).isEqualTo(EventHash.GENESIS);
    assertThat(written(TOPICS.commandOutcomes()))
        .singleElement()
        .satisfies(value ->
            assertThat(OutcomeCodec.decode(value).verdict())
                .isInstanceOfSatisfying(Done.class, done -> assertThat(done.head()).isEqualTo(2)));
  }

  @Test
  void goes_on_where_it_had_stopped_at_what_is_not_there_any_more() {
    process(ask(creating("build")));
    KeyValueStore<Bytes, byte[]> state = task.getKeyValueStore(Topics.POLICY_STATE_STORE);
    try (var entries = state.all()) {
      entries.forEachRemaining(each -> state.put(each.key, new byte[] {1, 2, 3}));
    }
    process(ask(creating("other")));
    assertThat(health.stopped()).hasSize(1);

    abort();
    process(ask(creating("other")));

    assertThat(health.stopped()).isEmpty();
    assertThat(events()).hasSize(2);
  }
}
