package dev.sallyport.archive;

import static dev.sallyport.archive.ArchivedLog.PARTITION;
import static dev.sallyport.archive.ArchivedLog.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.archive.PartitionWriter.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/** One object per range, no gap, no overlap: in any bucket, whoever writes. */
abstract class WritingContract {
  private final AtomicLong clock = new AtomicLong();

  /** An empty bucket. */
  abstract Bucket bucket();

  private Cutting cutting(long bytes) {
    return new Cutting(bytes, Duration.ofMinutes(5), clock::get);
  }

  private PartitionWriter writer(Bucket bucket, long bytes) {
    return PartitionWriter.open(bucket, PARTITION, TOPIC_ID, cutting(bytes));
  }

  /** Everything from where it begins to the end of the log, which it returns the cuts of. */
  private static List<Outcome> written(PartitionWriter writer, ArchivedLog log) {
    var outcomes = new ArrayList<Outcome>();
    var records = log.from(writer.next());
    while (!records.isEmpty()) {
      var goOn = -1L;
      for (var record : records) {
        var outcome = writer.take(record);
        outcomes.add(outcome);
        if (outcome instanceof Outcome.Stood(_, var next)) {
          goOn = next;
          break;
        }
      }
      records = goOn < 0 ? List.of() : log.from(goOn);
    }
    return outcomes;
  }

  private void cutTheRest(PartitionWriter writer) {
    clock.addAndGet(Duration.ofMinutes(5).toNanos());
    var _ = writer.cutIfOld();
  }

  private static List<ObjectName> names(Bucket bucket) {
    return new PartitionArchive(bucket, PARTITION).after(Optional.empty());
  }

  @Test
  void writes_each_record_once_and_begins_an_object_after_the_one_before() {
    var log = new ArchivedLog(40);
    var bucket = bucket();
    var writer = writer(bucket, 20_000);

    written(writer, log);
    cutTheRest(writer);

    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
    assertThat(names(bucket)).hasSizeGreaterThan(2);
    assertThat(names(bucket).getFirst().text())
        .isEqualTo("topics/policy-events/00001/00000000000000000000.ndjson.gz");
  }

  @Test
  void goes_on_where_the_archive_ends() {
    var log = new ArchivedLog(40);
    var bucket = bucket();
    written(writer(bucket, 20_000), log);
    var before = names(bucket);

    var another = writer(bucket, 20_000);
    assertThat(another.next()).isGreaterThan(before.getLast().first());
    written(another, log);
    cutTheRest(another);

    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
    assertThat(names(bucket)).startsWith(before.toArray(ObjectName[]::new));
  }

  @Test
  void leaves_the_object_that_another_has_written_and_goes_on_after_it() {
    var log = new ArchivedLog(40);
    var bucket = bucket();
    var slow = writer(bucket, 30_000);
    var quick = writer(bucket, 10_000);

    written(quick, log);
    var outcomes = written(slow, log);
    cutTheRest(slow);
    cutTheRest(quick);

    assertThat(outcomes).hasAtLeastOneElementOfType(Outcome.Stood.class);
    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
  }

  @Test
  void has_one_object_per_range_when_many_write_at_once() throws Exception {
    var log = new ArchivedLog(60);
    var bucket = bucket();
    var writers = new ArrayList<Callable<Integer>>();
    for (var bytes : List.of(3_000, 5_000, 7_000, 11_000)) {
      // Schemas are read on one thread.
      var own = new ArchivedLog(60);
      writers.add(() -> {
        var writer = writer(bucket, bytes);
        return written(writer, own).size();
      });
    }
    try (var threads = Executors.newFixedThreadPool(writers.size())) {
      for (var done : threads.invokeAll(writers)) {
        assertThat(done.get()).isPositive();
      }
    }
    var last = writer(bucket, 1_000_000);
    written(last, log);
    cutTheRest(last);

    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
  }

  @Test
  void waits_until_an_object_is_large_or_old_enough() {
    var log = new ArchivedLog(10);
    var bucket = bucket();
    var writer = writer(bucket, 1_000_000);
    written(writer, log);

    assertThat(writer.cutIfOld()).isEqualTo(new Outcome.Kept());
    assertThat(names(bucket)).isEmpty();
    assertThat(writer.kept()).isEqualTo(log.records.size());
    assertThat(writer.oldest()).hasValue(log.records.getFirst().timestamp());

    clock.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(writer.cutIfOld()).isInstanceOf(Outcome.Written.class);
    assertThat(writer.kept()).isZero();
    assertThat(writer.next()).isEqualTo(log.records.getLast().offset() + 1);
  }

  @Test
  void writes_the_same_bytes_for_the_same_range() {
    var log = new ArchivedLog(20);
    var one = bucket();
    var other = bucket();
    for (var bucket : List.of(one, other)) {
      var writer = writer(bucket, 1_000_000);
      clock.addAndGet(Duration.ofHours(7).toNanos());
      written(writer, log);
      cutTheRest(writer);
    }

    var name = names(one).getFirst().text();
    assertThat(one.get(name).orElseThrow().content())
        .isEqualTo(other.get(name).orElseThrow().content());
  }

  @Test
  void refuses_a_topic_that_was_made_anew() {
    var log = new ArchivedLog(10);
    var bucket = bucket();
    var writer = writer(bucket, 1_000_000);
    written(writer, log);
    cutTheRest(writer);

    assertThatExceptionOfType(ArchiveFault.Foreign.class)
        .isThrownBy(
            () -> PartitionWriter.open(bucket, PARTITION, new Uuid(8, 8), cutting(1_000_000)))
        .withMessageContaining("Archive it to an empty prefix");
  }

  @Test
  void notices_that_the_log_was_cut_off() {
    var log = new ArchivedLog(10);
    var bucket = bucket();
    var writer = writer(bucket, 1_000_000);
    written(writer, log);
    cutTheRest(writer);

    assertThatExceptionOfType(ArchiveFault.LogCutOff.class)
        .isThrownBy(() -> writer.take(log.from(0).getFirst()));
  }
}
