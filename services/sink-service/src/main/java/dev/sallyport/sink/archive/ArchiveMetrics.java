package dev.sallyport.sink.archive;

import dev.sallyport.archive.Archiver;
import dev.sallyport.archive.Progress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** What is archived and what waits for it, by topic. Gauges are of the partitions at hand. */
final class ArchiveMetrics implements Archiver.Listener {
  private final MeterRegistry registry;
  private final Counter failures;

  ArchiveMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.failures =
        Counter.builder("sallyport.archive.failures")
            .description("Attempts to archive that failed and are made again")
            .register(registry);
    // All of them from the start: a series that appears with its first count shows no increase.
    for (var topic : Archive.topics()) {
      objects(topic);
      records(topic);
      missed(topic);
    }
  }

  /** From then on, what is told of an archive shows. */
  void show(Archive archive, InstantSource clock) {
    for (var topic : Archive.topics()) {
      gauge(
          "sallyport.archive.lag.records",
          "Records that are committed and not archived yet",
          topic,
          () -> lag(archive.progress(), topic));
      gauge(
          "sallyport.archive.oldest.seconds",
          "Age of the oldest record that was read and is not archived yet; 0 where none waits",
          topic,
          () -> age(archive.progress(), topic, clock.instant()));
    }
    Gauge.builder("sallyport.archive.resting.partitions", archive, Archive::resting)
        .description("Partitions that cannot be archived until somebody has looked at them")
        .strongReference(true)
        .register(registry);
  }

  private void gauge(String name, String description, String topic, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tag("topic", topic).register(registry);
  }

  static long lag(Map<TopicPartition, Progress> progress, String topic) {
    return progress.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .mapToLong(each -> each.getValue().lag())
        .sum();
  }

  static double age(Map<TopicPartition, Progress> progress, String topic, Instant now) {
    return progress.entrySet().stream()
        .filter(each -> each.getKey().topic().equals(topic))
        .map(each -> each.getValue().oldest())
        .flatMap(Optional::stream)
        .min(Instant::compareTo)
        .map(oldest -> Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0))
        .orElse(0.0);
  }

  private Counter objects(String topic) {
    return counter("sallyport.archive.objects", "Objects written to the archive", topic);
  }

  private Counter records(String topic) {
    return counter("sallyport.archive.records", "Records in these objects", topic);
  }

  private Counter missed(String topic) {
    return counter(
        "sallyport.archive.missed.offsets",
        "Offsets that Kafka had deleted before they were archived",
        topic);
  }

  private Counter counter(String name, String description, String topic) {
    return Counter.builder(name).description(description).tag("topic", topic).register(registry);
  }

  @Override
  public void written(String topic, long more) {
    objects(topic).increment();
    records(topic).increment((double) more);
  }

  @Override
  public void failed() {
    failures.increment();
  }

  @Override
  public void missed(TopicPartition partition, long from, long to) {
    missed(partition.topic()).increment((double) (to - from));
  }
}
