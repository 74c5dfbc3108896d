package dev.sallyport.archive;

import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives what is committed to some topics, on a thread of its own, until it is closed. A consumer
 * group spreads the partitions over those who archive; where each goes on, the archive itself
 * tells, so that offsets are never committed.
 *
 * <p>Whatever fails, it begins anew after a pause that grows to a minute: with another consumer,
 * after the newest objects. What was read and not archived by then is read again. A partition that
 * cannot be archived ({@link ArchiveFault}) rests, is told, and is looked at again every minute;
 * the others go on.
 */
public final class Archiver implements AutoCloseable {
  /** Hears what happens, on the archiving thread. */
  public interface Listener {
    /** An object was written. */
    void written(String topic, long records);

    /** Something failed that is tried again. */
    void failed();

    /**
     * Kafka does not hold these offsets any more, and they were never archived.
     *
     * @param from the first of them
     * @param to the one after the last
     */
    void missed(TopicPartition partition, long from, long to);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofMinutes(1);

  private final KafkaClients clients;
  private final List<String> topics;
  private final String group;
  private final Bucket bucket;
  private final RecordReader reader;
  private final Cutting cutting;
  private final Listener listener;
  private final Pauses pauses = new Pauses();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Consumer<byte[], byte[]>> reading =
      new AtomicReference<>();
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
  private final Map<TopicPartition, Progress> progress = new ConcurrentHashMap<>();
  private final Map<TopicPartition, String> resting = new ConcurrentHashMap<>();
  private final Thread thread;

  /**
   * @param group of those who share the partitions
   */
  public Archiver(
      KafkaClients clients,
      List<String> topics,
      String group,
      Bucket bucket,
      SchemaIds ids,
      Cutting cutting,
      Listener listener) {
    this.clients = clients;
    this.topics = List.copyOf(topics);
    this.group = group;
    this.bucket = bucket;
    this.reader = new RecordReader(ids);
    this.cutting = cutting;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("archive").unstarted(this::run);
  }

  /** Begins in the background and returns at once. */
  public void start() {
    thread.start();
  }

  /** What failed last, until something is written again or nothing waits; null otherwise. */
  public @Nullable String problem() {
    return problem.get();
  }

  /** The partitions at hand that are not archived, each with what is wrong. */
  public Map<TopicPartition, String> resting() {
    return Map.copyOf(resting);
  }

  /**
   * The partitions that are archived here. While something fails, as they were before, so that what
   * waits is seen to grow old.
   */
  public Map<TopicPartition, Progress> progress() {
    return Map.copyOf(progress);
  }

  /** Stops within ten seconds. What waits is not written: it is in Kafka, and is read again. */
  @Override
  public void close() {
    closing.countDown();
    var consumer = reading.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      if (!thread.join(Duration.ofSeconds(10))) {
        LOG.warn("The archive does not stop in time; it ends with the process");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void run() {
    while (!closed()) {
      try {
        archiveWithAnotherConsumer();
      } catch (WakeupException _) {
        LOG.debug("The archive was woken up");
      } catch (RuntimeException failure) {
        failed(failure);
      } catch (Error failure) {
        // Would end the thread, and nothing would be archived any more without anybody noticing.
        failed(failure);
      }
    }
  }

  private void failed(Throwable failure) {
    problem.set(String.valueOf(failure.getMessage()));
    var pause = pauses.next();
    LOG.warn("Archiving failed; it goes on in {}", pause, failure);
    listener.failed();
    try {
      var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private void archiveWithAnotherConsumer() {
    var consumer = clients.groupConsumer("archive", group);
    reading.set(consumer);
    try {
      var run = new Run(consumer);
      consumer.subscribe(topics, run);
      while (!closed()) {
        run.turn();
      }
    } finally {
      reading.set(null);
      closeQuietly(consumer);
    }
  }

  private static void closeQuietly(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(TO_CLOSE));
    } catch (RuntimeException failure) {
      LOG.warn("A consumer of the archive did not close in order", failure);
    }
  }

  /** What is known as long as one consumer lives. */
  private final class Run implements ConsumerRebalanceListener {
    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
    // Assigned and not begun, with the earliest moment to begin.
    private final Map<TopicPartition, Long> waiting =
        new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    private final Map<String, Uuid> topicIds = new HashMap<>();

    Run(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    // Only notes: asking the bucket here would fail Kafka's client where the bucket fails.
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
      consumer.pause(assigned);
      assigned.forEach(partition -> waiting.put(partition, cutting.now()));
      progress.keySet().retainAll(consumer.assignment());
      resting.keySet().retainAll(consumer.assignment());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
      writers.keySet().removeAll(revoked);
      waiting.keySet().removeAll(revoked);
    }

    void turn() {
      var records = consumer.poll(POLL);
      begin();
      for (var partition : records.partitions()) {
        var writer = writers.get(partition);
        if (writer != null) {
          guarded(partition, () -> take(writer, records.records(partition)));
        }
      }
      for (var partition : List.copyOf(writers.keySet())) {
        var writer = Objects.requireNonNull(writers.get(partition));
        guarded(partition, () -> came(partition, writer.cutIfOld()));
      }
      writers.forEach(this::tell);
      // Reading works while writing fails: only what is written says that it is over.
      if (waiting.isEmpty() && writers.values().stream().allMatch(writer -> writer.kept() == 0)) {
        problem.set(null);
      }
    }

    private void begin() {
      for (var partition : List.copyOf(waiting.keySet())) {
        if (cutting.now() - Objects.requireNonNull(waiting.get(partition)) >= 0) {
          waiting.remove(partition);
          guarded(partition, () -> begin(partition));
        }
      }
    }

    private void begin(TopicPartition partition) {
      var topicId = topicIds.computeIfAbsent(partition.topic(), this::askForId);
      var writer = PartitionWriter.open(bucket, partition, topicId, cutting);
      checkTheLog(partition, writer.next());
      consumer.seek(partition, writer.next());
      consumer.resume(List.of(partition));
      writers.put(partition, writer);
      resting.remove(partition);
      LOG.info("Archiving {} from offset {}", partition, writer.next());
    }

    private Uuid askForId(String topic) {
      try (var admin = clients.admin()) {
        var described =
            admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        return Objects.requireNonNull(described.get(topic)).topicId();
      } catch (ExecutionException | TimeoutException failure) {
        throw new KafkaException("Kafka cannot describe the topic " + topic, failure);
      } catch (InterruptedException interrupted) {
        throw new InterruptException(interrupted);
      }
    }

    // A position outside of the log would be moved by the client without a word.
    private void checkTheLog(TopicPartition partition, long next) {
      var one = List.of(partition);
      var begins = Objects.requireNonNull(consumer.beginningOffsets(one, ANSWER).get(partition));
      var ends = Objects.requireNonNull(consumer.endOffsets(one, ANSWER).get(partition));
      if (ends < next) {
        throw new ArchiveFault.LogCutOff(
            "%s ends at offset %d, and everything before offset %d is archived: the log was cut off."
                .formatted(partition, ends, next));
      }
      if (begins > next) {
        LOG.error(
            "Offsets {} to {} of {} are not in Kafka any more, and were never archived",
            next,
            begins - 1,
            partition);
        listener.missed(partition, next, begins);
      }
    }

    private void take(PartitionWriter writer, List<ConsumerRecord<byte[], byte[]>> records) {
      for (var record : records) {
        var partition = new TopicPartition(record.topic(), record.partition());
        if (came(partition, writer.take(reader.read(record)))) {
          return; // what was fetched behind it is elsewhere now
        }
      }
    }

    /** Whether reading goes on elsewhere. */
    private boolean came(TopicPartition partition, PartitionWriter.Outcome outcome) {
      return switch (outcome) {
        case PartitionWriter.Outcome.Kept _ -> false;
        case PartitionWriter.Outcome.Written(_, var metadata) -> {
          pauses.reset();
          problem.set(null);
          listener.written(partition.topic(), metadata.records());
          yield false;
        }
        case PartitionWriter.Outcome.Stood(var name, var next) -> {
          LOG.info("{} was written by another; going on at offset {}", name, next);
          consumer.seek(partition, next);
          yield true;
        }
      };
    }

    private void guarded(TopicPartition partition, Runnable work) {
      try {
        work.run();
      } catch (ArchiveFault fault) {
        LOG.error("{} is not archived: {}", partition, fault.getMessage());
        writers.remove(partition);
        consumer.pause(List.of(partition));
        waiting.put(partition, cutting.now() + REST.toNanos());
        resting.put(partition, String.valueOf(fault.getMessage()));
        progress.remove(partition);
        listener.failed();
      }
    }

    private void tell(TopicPartition partition, PartitionWriter writer) {
      var unread = consumer.currentLag(partition).orElse(0L);
      var oldest =
          writer.oldest().isPresent()
              ? Optional.of(Instant.ofEpochMilli(writer.oldest().getAsLong()))
              : Optional.<Instant>empty();
      progress.put(partition, new Progress(writer.next(), writer.kept() + unread, oldest));
    }
  }
}
