package dev.sallyport.archive;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the manifests of days that have ended, once everything that was committed on them is
 * archived. Looks each minute, on a thread of its own.
 */
public final class DailyManifests implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DailyManifests.class);
  private static final Duration EACH = Duration.ofMinutes(1);
  private static final Duration LATECOMERS = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(20);

  private final Bucket bucket;
  private final KafkaClients clients;
  private final String topic;
  private final Manifests manifests;
  private final BooleanSupplier mine;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
  private final Thread thread;
  // Of that thread, so that the archive is read once a day.
  private @Nullable LocalDate done;

  /**
   * @param mine whether it is up to this instance; where two think so, they write the same
   */
  public DailyManifests(
      Bucket bucket,
      KafkaClients clients,
      Topics topics,
      Manifests manifests,
      BooleanSupplier mine,
      InstantSource clock) {
    this.bucket = bucket;
    this.clients = clients;
    this.topic = topics.policyEvents().name();
    this.manifests = manifests;
    this.mine = mine;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("manifests").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Why yesterday's manifest is not there; null if it is, or need not be. */
  public @Nullable String problem() {
    return problem.get();
  }

  private void run() {
    try {
      while (!closing.await(EACH.toMillis(), TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      problem.set(mine.getAsBoolean() ? writeIfDue() : null);
    } catch (RuntimeException failure) {
      problem.set(String.valueOf(failure.getMessage()));
      LOG.warn("Manifests cannot be written; it is tried again in {}", EACH, failure);
    }
  }

  /** What stands in the way; null if nothing does. */
  @Nullable String writeIfDue() {
    // What was asked for at midnight bears the time at which the broker took it, and comes later.
    var today = LocalDate.ofInstant(clock.instant().minus(LATECOMERS), ZoneOffset.UTC);
    var yesterday = today.minusDays(1);
    if (yesterday.equals(done) || manifests.written(yesterday)) {
      done = yesterday;
      return null;
    }
    var outstanding = outstanding(today.atStartOfDay().toInstant(ZoneOffset.UTC));
    if (outstanding != null) {
      return "%s of %s is not archived yet".formatted(outstanding, yesterday);
    }
    var result = manifests.write(today, _ -> {});
    if (result.written() > 0 || result.signed() > 0) {
      LOG.info("Wrote {} manifests and {} signatures", result.written(), result.signed());
    }
    if (result.differing().isEmpty()) {
      done = yesterday;
      return null;
    }
    LOG.error("Manifests differ from what is archived: {}", result.differing());
    return "manifests differ from what is archived: " + result.differing();
  }

  /** A partition with an event from before that moment that is not archived; null if none has. */
  private @Nullable TopicPartition outstanding(Instant before) {
    try (var consumer = clients.consumer("manifests")) {
      var all = new ArrayList<TopicPartition>();
      for (var known : Objects.requireNonNull(consumer.partitionsFor(topic, ANSWER))) {
        all.add(new TopicPartition(topic, known.partition()));
      }
      var begins = consumer.beginningOffsets(all, ANSWER);
      var ends = consumer.endOffsets(all, ANSWER);
      for (var partition : all) {
        var archived = new PartitionArchive(bucket, partition).end();
        var from = Math.max(archived, Objects.requireNonNull(begins.get(partition)));
        var end = Objects.requireNonNull(ends.get(partition));
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition, ANSWER) < end) {
          for (var record : consumer.poll(POLL)) {
            if (record.timestamp() < before.toEpochMilli()) {
              return partition;
            }
          }
        }
      }
      return null;
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
