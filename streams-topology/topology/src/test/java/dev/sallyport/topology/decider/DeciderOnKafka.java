package dev.sallyport.topology.decider;

import static java.util.Objects.requireNonNull;

import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.CommandCodec;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.EventEncoder;
import dev.sallyport.topology.codec.OutcomeCodec;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.Verdict;
import dev.sallyport.topology.verify.Verification;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * An installation of its own on a real broker: topics, a producer of commands, a reader of
 * outcomes, and a decider that can be started and stopped.
 */
final class DeciderOnKafka implements AutoCloseable {
  static final int PARTITIONS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  final KafkaClients clients;
  final Topics topics;
  private final String bootstrapServers;
  private final Path folder;
  private final SchemaIds ids = SchemaIds.inMemory(new InMemoryRegistry());
  private final EventEncoder encoder = EventEncoder.registered(ids);
  private final EventDecoder decoder = new EventDecoder(ids);
  private final Producer<byte[], byte[]> producer;
  private final Map<CommandId, Waiting> waiting = new ConcurrentHashMap<>();
  private final Thread listening;
  private volatile boolean closed;
  private @Nullable Decider decider;

  private record Waiting(Submission attempt, CompletableFuture<Outcome> outcome) {}

  DeciderOnKafka(String bootstrapServers, String prefix, Path folder) {
    this.bootstrapServers = bootstrapServers;
    this.clients = KafkaClients.of(bootstrapServers);
    this.topics = new Topics(prefix + "-");
    this.folder = folder;
    new TopicDeclarations(clients, topics, new TopicSettings(true, PARTITIONS, (short) 0)).ensure();
    producer = clients.producer("asking", PATIENCE);
    listening = Thread.ofVirtual().start(this::listen);
  }

  Decider start() {
    return start(InstantSource.system());
  }

  Decider start(InstantSource clock) {
    decider =
        new Decider(
            clients, topics, encoder, DeciderSettings.onOneMachine(folder, PARTITIONS), clock);
    decider.start();
    return decider;
  }

  void stop() {
    requireNonNull(decider).close();
    decider = null;
  }

  /** Whether log and state hold, as the command tells it. */
  Verdict verdict() {
    return new Verification(clients, topics, PARTITIONS, ids)
        .run(Optional.empty(), List.of(), (_, _, _) -> {});
  }

  EventDecoder decoder() {
    return decoder;
  }

  Path folder() {
    return folder;
  }

  /** Submits a command; the future waits for its outcome as long as it takes. */
  CompletableFuture<Outcome> submit(Submission submission) {
    var outcome = new CompletableFuture<Outcome>();
    waiting.put(submission.id(), new Waiting(submission, outcome));
    var _ =
        producer.send(
            OwnerPartition.record(
                topics.policyCommands(),
                submission.owner(),
                CommandCodec.encode(submission),
                PARTITIONS),
            (_, failure) -> {
              if (failure != null) {
                outcome.completeExceptionally(failure);
              }
            });
    return outcome;
  }

  /** Submits a command and waits for what becomes of this attempt. */
  Outcome outcome(Submission submission) throws Exception {
    return submit(submission).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void listen() {
    try (var consumer = clients.consumer("outcomes")) {
      consumer.assign(partitions(topics.commandOutcomes()));
      consumer.seekToBeginning(consumer.assignment());
      while (!closed) {
        for (var each : consumer.poll(Duration.ofMillis(50))) {
          var outcome = OutcomeCodec.decode(each.value());
          var waiter = waiting.get(outcome.id());
          if (waiter != null && outcome.answers(waiter.attempt())) {
            waiter.outcome().complete(outcome);
          }
        }
      }
    }
  }

  /** Every committed record of a topic, as of now. */
  List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
    try (var consumer = clients.consumer("reader")) {
      return read(topic, consumer);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(
      Topic topic, Consumer<byte[], byte[]> consumer) {
    var partitions = partitions(topic);
    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    return records;
  }

  /**
   * How many outcomes were written in transactions that came to nothing; while nothing is written.
   */
  int undone() {
    Map<String, Object> uncommitted =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_uncommitted");
    try (var consumer =
        new KafkaConsumer<>(
            uncommitted, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(topics.commandOutcomes(), consumer).size()
          - read(topics.commandOutcomes()).size();
    }
  }

  /** All events; checks each owner's chain, sequence and that each can follow from those before. */
  List<RecordedEvent> events() {
    var chains = new HashMap<String, EventHash>();
    var books = new HashMap<String, MemoryBook>();
    var events = new ArrayList<RecordedEvent>();
    for (var each : read(topics.policyEvents())) {
      var event = decoder.decode(each.value());
      var owner = event.meta().owner().key();
      var previous = chains.getOrDefault(owner, EventHash.GENESIS);
      var hash = decoder.hash(previous, each.value());
      books.computeIfAbsent(owner, _ -> new MemoryBook()).evolve(event, hash);
      chains.put(owner, hash);
      events.add(event);
    }
    return events;
  }

  /** The state as its changelog holds it: the last value of each key. */
  Map<List<Byte>, List<Byte>> state() {
    var state = new HashMap<List<Byte>, List<Byte>>();
    for (var each : read(topics.policyState())) {
      if (each.value() == null) {
        state.remove(bytes(each.key()));
      } else {
        state.put(bytes(each.key()), bytes(each.value()));
      }
    }
    return state;
  }

  private static List<Byte> bytes(byte[] bytes) {
    return IntStream.range(0, bytes.length).mapToObj(at -> bytes[at]).toList();
  }

  private static List<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  @Override
  public void close() {
    closed = true;
    try {
      listening.join();
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
    if (decider != null) {
      decider.close();
    }
    producer.close(Duration.ofSeconds(1));
  }
}
