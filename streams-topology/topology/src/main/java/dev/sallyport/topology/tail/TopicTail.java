package dev.sallyport.topology.tail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every partition of a topic on a thread of its own, without a group, until it is closed. An
 * error opens another consumer at the positions reached, with a pause that grows to five seconds:
 * no record is left out, and none that was taken is handed on twice.
 */
public final class TopicTail implements AutoCloseable {
  /** Where reading starts, the very first time. */
  public enum From {
    /** With all that the topic holds. */
    BEGINNING,
    /** With what is committed after it was opened. */
    END
  }

  /**
   * Takes what is read, on the reading thread. What it throws is logged, and reading goes on: after
   * the record, or with the same one again if it was an {@link Error}, which tells nothing about
   * the record.
   */
  public interface Listener {
    /**
     * Once, before the first record, when it is settled where reading starts.
     *
     * @param ends by partition, where committed records ended at that moment
     */
    void opened(List<Long> ends);

    void record(ConsumerRecord<byte[], byte[]> record);

    /**
     * Everything before this position was handed on. Positions also pass records of Kafka's own,
     * such as the end of a transaction, and records of aborted transactions.
     */
    void reached(int partition, long position);
  }

  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final String topic;
  private final From from;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Listener listener;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable Consumer<byte[], byte[]>> reading =
      new AtomicReference<>();
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
  private final Thread thread;

  // Of the reading thread: by partition, the offset of the next record to hand on, and the position
  // that the listener knows of.
  private final List<TopicPartition> partitions = new ArrayList<>();
  private long[] next = {};
  private long[] told = {};

  /**
   * @param consumers each of committed records, without a group and without a reset of positions
   */
  public TopicTail(
      String topic, From from, Supplier<Consumer<byte[], byte[]>> consumers, Listener listener) {
    this.topic = topic;
    this.from = from;
    this.consumers = consumers;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("tail-" + topic).unstarted(this::run);
  }

  /** Starts reading and returns at once. */
  public void start() {
    thread.start();
  }

  /** What is wrong just now; null while it reads. */
  public @Nullable String problem() {
    return problem.get();
  }

  @Override
  public void close() {
    closing.countDown();
    var consumer = reading.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    if (thread.equals(Thread.currentThread())) {
      return;
    }
    try {
      thread.join(ANSWER);
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
        readWithAnotherConsumer();
      } catch (WakeupException _) {
        LOG.debug("Reading of {} was woken up", topic);
      } catch (RuntimeException failure) {
        problem.set(String.valueOf(failure.getMessage()));
        var pause = backoff.next();
        LOG.warn("Reading {} failed; it goes on in {}", topic, pause, failure);
        sleep(pause);
      } catch (Error failure) {
        // Would end the thread, and everything read here would silently stay as it is for ever.
        problem.set(failure.toString());
        var pause = backoff.next();
        LOG.error("Reading {} failed badly; it is tried again in {}", topic, pause, failure);
        sleep(pause);
      }
    }
  }

  private void sleep(Duration pause) {
    try {
      var _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      closing.countDown();
      Thread.currentThread().interrupt();
    }
  }

  private void readWithAnotherConsumer() {
    var consumer = consumers.get();
    reading.set(consumer);
    try {
      if (partitions.isEmpty()) {
        open(consumer);
      }
      consumer.assign(partitions);
      for (var partition : partitions) {
        consumer.seek(partition, next[partition.partition()]);
      }
      while (!closed()) {
        read(consumer);
      }
    } finally {
      reading.set(null);
      closeQuietly(consumer);
    }
  }

  private void open(Consumer<byte[], byte[]> consumer) {
    var known = consumer.partitionsFor(topic, ANSWER);
    if (known == null || known.isEmpty()) {
      throw new UnknownTopicOrPartitionException("There is no topic " + topic + " yet");
    }
    var all = new ArrayList<TopicPartition>();
    for (var partition = 0; partition < known.size(); partition++) {
      all.add(new TopicPartition(topic, partition));
    }
    var ends = consumer.endOffsets(all, ANSWER);
    var starts =
        switch (from) {
          case BEGINNING -> consumer.beginningOffsets(all, ANSWER);
          case END -> ends;
        };
    next = all.stream().mapToLong(starts::get).toArray();
    told = next.clone();
    partitions.addAll(all);
    listener.opened(all.stream().map(ends::get).toList());
    for (var partition = 0; partition < next.length; partition++) {
      listener.reached(partition, next[partition]);
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) {
    var records = consumer.poll(POLL);
    for (var record : records) {
      handOn(record);
    }
    for (var partition : partitions) {
      var position = position(consumer, partition);
      if (position > told[partition.partition()]) {
        next[partition.partition()] = position;
        told[partition.partition()] = position;
        listener.reached(partition.partition(), position);
      }
    }
    if (!records.isEmpty()) {
      backoff.reset();
    }
    problem.set(null);
  }

  private void handOn(ConsumerRecord<byte[], byte[]> record) {
    try {
      listener.record(record);
    } catch (RuntimeException refused) {
      next[record.partition()] = record.offset() + 1;
      throw refused;
    }
    next[record.partition()] = record.offset() + 1;
  }

  // While a position is being validated against a new leader there is none.
  private long position(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    try {
      return consumer.position(partition, Duration.ZERO);
    } catch (TimeoutException _) {
      return next[partition.partition()];
    }
  }

  private void closeQuietly(Consumer<byte[], byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(TO_CLOSE));
    } catch (RuntimeException failure) {
      LOG.warn("A consumer of {} did not close in order", topic, failure);
    }
  }
}
