package dev.sallyport.archive;

import static dev.sallyport.archive.ArchivedLog.PARTITION;
import static dev.sallyport.archive.ArchivedLog.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WritingInMemoryTest extends WritingContract {
  private static final Cutting EACH_RECORD = Cutting.of(1, Duration.ZERO);

  @Override
  Bucket bucket() {
    return new MemoryBucket();
  }

  @Test
  void goes_on_after_an_object_whose_answer_was_lost() {
    var log = new ArchivedLog(6);
    var bucket = new MemoryBucket();
    bucket.loseAnAnswer();
    var writer = PartitionWriter.open(bucket, PARTITION, TOPIC_ID, EACH_RECORD);

    assertThatExceptionOfType(BucketFailure.class)
        .isThrownBy(() -> writer.take(log.from(0).getFirst()));
    var anew = PartitionWriter.open(bucket, PARTITION, TOPIC_ID, EACH_RECORD);
    log.from(anew.next()).forEach(anew::take);

    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
  }

  @Test
  void finds_the_end_of_thousands_of_objects() {
    var bucket = new MemoryBucket();
    var archive = new PartitionArchive(bucket, PARTITION);
    for (var first = 0L; first < 3_210; first++) {
      var metadata = new ObjectMetadata(first, 1, TOPIC_ID);
      bucket.tamper(archive.name(first).text(), new byte[0], metadata.map());
    }
    var far = new ObjectMetadata(1L << 40, 1, TOPIC_ID);
    bucket.tamper(archive.name(3_210).text(), new byte[0], far.map());

    assertThat(archive.newest()).contains(archive.name(3_210));
    assertThat(PartitionWriter.open(bucket, PARTITION, TOPIC_ID, EACH_RECORD).next())
        .isEqualTo((1L << 40) + 1);
  }

  @Test
  void passes_over_what_is_no_object_of_the_archive() {
    var log = new ArchivedLog(6);
    var bucket = new MemoryBucket();
    var folder = ObjectName.folder(PARTITION.topic(), PARTITION.partition());
    for (var number = 0; number < 2_500; number++) {
      bucket.tamper(folder + "/0 %04d".formatted(number), new byte[0], Map.of());
    }
    bucket.tamper(folder + "/readme", new byte[0], Map.of());
    for (var left = 0; left < 2; left++) {
      var writer = PartitionWriter.open(bucket, PARTITION, TOPIC_ID, EACH_RECORD);
      log.from(writer.next()).forEach(writer::take);
    }
    var archive = new PartitionArchive(bucket, PARTITION);
    bucket.tamper(archive.newest().orElseThrow().text() + "-2f1c", new byte[0], Map.of());

    assertThat(ArchivedLog.offsets(bucket)).isEqualTo(log.offsets());
    assertThat(new ArchiveReading(bucket).partitions(PARTITION.topic())).containsExactly(1);
    assertThat(archive.end()).isEqualTo(log.records.getLast().offset() + 1);
  }
}
