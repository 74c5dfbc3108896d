package dev.sallyport.topology.decider;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many of the commands that a thread fetched together it has still to decide. With the last of
 * them it asks for the commit: a single command waits for no interval, and sixty share one
 * transaction, which costs about as much as sixty decisions.
 */
final class Backlog {
  private static final String CONFIG = "sallyport.backlog";

  // A thread's consumer fetches and its tasks decide on the thread itself.
  private final ThreadLocal<Integer> left = ThreadLocal.withInitial(() -> 0);

  /** What makes a consumer tell of what it fetched. */
  Map<String, Object> consumerConfig() {
    return Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, Watch.class.getName(), CONFIG, this);
  }

  // Counted anew at each poll and never added up: commands that are dropped because their partition
  // moved would otherwise be waited for for ever. That a commit comes too soon does no harm.
  private void fetched(int commands) {
    left.set(commands);
  }

  /** Counts one command as decided. True if no other is waiting on this thread. */
  boolean decidedLast() {
    var more = left.get() - 1;
    left.set(Math.max(0, more));
    return more <= 0;
  }

  /** Made by the consumer, with its configuration. */
  public static final class Watch implements ConsumerInterceptor<byte[], byte[]> {
    private Backlog backlog = new Backlog();

    @Override
    public void configure(Map<String, ?> config) {
      backlog = (Backlog) Objects.requireNonNull(config.get(CONFIG), CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      backlog.fetched(records.count());
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
  }
}
