package dev.sallyport.topology.maintenance;

import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** A partition read from its beginning to its committed end. */
final class CommittedPartition {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final TopicPartition partition;

  CommittedPartition(KafkaClients clients, TopicPartition partition) {
    this.clients = clients;
    this.partition = partition;
  }

  /** A transaction stays open although nobody should be writing. */
  static final class StillWritten extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StillWritten(String message) {
      super(message);
    }
  }

  /**
   * Reads everything there is.
   *
   * @param progress hears of positions now and then
   * @return the offset after the last record
   * @throws StillWritten if a transaction is open that does not end in time: what it holds would be
   *     missed
   */
  long read(BiConsumer<ConsumerRecord<byte[], byte[]>, Long> each, LongConsumer progress) {
    var end = settledEnd();
    try (var consumer = clients.consumer("maintenance")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition, PATIENCE) < end) {
        for (var one : consumer.poll(Duration.ofMillis(200))) {
          each.accept(one, end);
        }
        progress.accept(consumer.position(partition, PATIENCE));
      }
    }
    return end;
  }

  // A decider that was killed leaves a transaction behind, which ends when it times out.
  private long settledEnd() {
    try (var admin = clients.admin()) {
      var until = System.nanoTime() + PATIENCE.toNanos();
      var committed = end(admin, IsolationLevel.READ_COMMITTED);
      while (committed < end(admin, IsolationLevel.READ_UNCOMMITTED)) {
        if (System.nanoTime() > until) {
          throw new StillWritten("A transaction on " + partition + " does not end");
        }
        Thread.sleep(Duration.ofMillis(200));
        committed = end(admin, IsolationLevel.READ_COMMITTED);
      }
      return committed;
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  private long end(Admin admin, IsolationLevel isolation) throws InterruptedException {
    try {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
          .partitionResult(partition)
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .offset();
    } catch (ExecutionException | TimeoutException failed) {
      throw new StillWritten("The end of " + partition + " is not known: " + failed);
    }
  }
}
