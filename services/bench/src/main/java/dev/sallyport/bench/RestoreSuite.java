package dev.sallyport.bench;

import static dev.sallyport.bench.Figures.median;
import static dev.sallyport.bench.Figures.number;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.view.ChangelogView;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/** How quickly an instance that starts reads the whole state into memory. */
final class RestoreSuite {
  private static final int ENTRIES_OF_AN_ATTACHMENT = 2;
  private static final double ASKED = 100_000;
  private static final long MILLISECOND = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final int rounds;
  private final Figures figures;

  RestoreSuite(int rounds, Figures figures) {
    this.rounds = rounds;
    this.figures = figures;
  }

  void run(int entries) throws IOException {
    try (var instance = Instance.start();
        var api = new Api(instance.url())) {
      Population.write(api, 1_000, entries / ENTRIES_OF_AN_ATTACHMENT);
      var clients = KafkaClients.of(instance.bootstrapServers());
      var topics = new Topics("");
      var records = records(clients, topics.policyState().name());
      var rates = new double[rounds];
      for (var round = 0; round < rounds; round++) {
        rates[round] = records / seconds(clients, topics);
      }
      figures.atLeast(
          "records a second that a view of %,d restores, in hundred thousands".formatted(records),
          median(rates) / ASKED,
          1.0,
          number(median(rates)) + "/s",
          "100,000/s");
    }
  }

  private static double seconds(KafkaClients clients, Topics topics) {
    var from = System.nanoTime();
    try (var view =
        ChangelogView.start(
            clients, topics, (_, policy) -> new byte[policy.textBytes()], InstantSource.system())) {
      while (!view.health().caughtUp()) {
        if (System.nanoTime() - from > PATIENCE.toNanos()) {
          throw new IllegalStateException("The view has not caught up after " + PATIENCE);
        }
        // Not a spin: on two cores that would take one from the view.
        LockSupport.parkNanos(MILLISECOND);
      }
      return (System.nanoTime() - from) / 1e9;
    }
  }

  private static long records(KafkaClients clients, String topic) {
    try (var consumer = clients.consumer("bench-ends")) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
