package dev.sallyport.topology.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoingOnAfterFailuresTest {
  private static final String TOPIC = "topic";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final long RECORDS = 3;

  /** Takes records, and fails once at the second one. */
  private static final class Failing implements TopicTail.Listener {
    private final Throwable failure;
    private final Set<Throwable> thrown = ConcurrentHashMap.newKeySet();
    private final List<Long> tried = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final CountDownLatch all = new CountDownLatch(1);
    private @Nullable TopicTail tail;

    private Failing(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void opened(List<Long> ends) {}

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
      tried.add(record.offset());
      if (tail != null && tail.problem() != null) {
        problems.add(String.valueOf(tail.problem()));
      }
      if (record.offset() == 1 && thrown.add(failure)) {
        switch (failure) {
          case Error error -> throw error;
          case RuntimeException exception -> throw exception;
          default -> throw new AssertionError(failure);
        }
      }
    }

    @Override
    public void reached(int partition, long position) {
      if (position == RECORDS) {
        all.countDown();
      }
    }
  }

  private static Consumer<byte[], byte[]> consumer() {
    var consumer = new MockConsumer<byte[], byte[]>("none");
    consumer.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, RECORDS));
    consumer.schedulePollTask(() -> {
      for (var offset = 0; offset < RECORDS; offset++) {
        consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[0]));
      }
    });
    return consumer;
  }

  private static Failing read(Throwable failure) throws InterruptedException {
    var listener = new Failing(failure);
    try (var tail =
        new TopicTail(
            TOPIC, TopicTail.From.BEGINNING, GoingOnAfterFailuresTest::consumer, listener)) {
      listener.tail = tail;
      tail.start();
      assertThat(listener.all.await(20, TimeUnit.SECONDS)).as("all was read").isTrue();
    }
    return listener;
  }

  @Test
  void tries_a_record_again_after_an_error_and_tells_of_it_meanwhile() throws Exception {
    var listener = read(new StackOverflowError("deep"));

    assertThat(listener.tried).containsExactly(0L, 1L, 1L, 2L);
    assertThat(listener.problems)
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).contains("StackOverflowError"));
  }

  @Test
  void goes_on_behind_a_record_that_was_refused() throws Exception {
    var listener = read(new IllegalStateException("refused"));

    assertThat(listener.tried).containsExactly(0L, 1L, 2L);
  }
}
