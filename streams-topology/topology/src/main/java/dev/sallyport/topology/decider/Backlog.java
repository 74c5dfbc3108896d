package dev.sallyport.topology.decider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a thread should ask for its commit: with the last of the commands that it fetched
 * together, so that a single command waits for no interval; but the sooner after the commit before,
 * the fewer that one held. A transaction costs about as much as some dozens of decisions, and
 * clients whom it answered are about to send the next ones.
 */
final class Backlog {
  /**
   * What each command of the commit before, but for the first, is given to be followed by another.
   */
  static final Duration PER_COMMAND = Duration.ofMillis(3);

  /**
   * And no more than so. It is several intervals of commits: in a crowd those make the commits, and
   * nobody waits for longer than one.
   */
  static final Duration LONGEST = Duration.ofMillis(150);

  private static final String CONFIG = "sallyport.backlog";

  // A thread's consumer fetches and its tasks decide on the thread itself.
  private final ThreadLocal<Share> shares = ThreadLocal.withInitial(Share::new);
  private final InstantSource clock;

  /**
   * @param clock what commits are spaced by; one that jumps shifts a commit and does nothing else
   */
  Backlog(InstantSource clock) {
    this.clock = clock;
  }

  /** What one thread knows. */
  private static final class Share {
    int left;
    int undone;
    Instant next = Instant.MIN;
  }

  /** What makes a consumer tell of what it fetched. */
  Map<String, Object> consumerConfig() {
    return Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, Watch.class.getName(), CONFIG, this);
  }

  // Counted anew at each poll and never added up: commands that are dropped because their partition
  // moved would otherwise be waited for for ever. That a commit comes too soon does no harm.
  private void fetched(int commands) {
    shares.get().left = commands;
  }

  /** Counts one command as decided. True if it is time to commit. */
  boolean decided() {
    var share = shares.get();
    share.left = Math.max(0, share.left - 1);
    share.undone++;
    if (share.left > 0) {
      return false;
    }
    var now = clock.instant();
    // A clock that was set back must not hold commits up until it has caught up.
    if (now.isBefore(share.next) && share.next.isBefore(now.plus(LONGEST))) {
      return false;
    }
    var wait = PER_COMMAND.multipliedBy(share.undone - 1L);
    share.next = now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
    share.undone = 0;
    return true;
  }

  /** Made by the consumer, with its configuration. */
  public static final class Watch implements ConsumerInterceptor<byte[], byte[]> {
    private @Nullable Backlog backlog;

    @Override
    public void configure(Map<String, ?> config) {
      backlog = (Backlog) Objects.requireNonNull(config.get(CONFIG), CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
      Objects.requireNonNull(backlog, CONFIG).fetched(records.count());
      return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
  }
}
