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
  void takes_nothing_for_an_object_that_is_none() {
    var bucket = new MemoryBucket();
    bucket.tamper(
        ObjectName.folder(PARTITION.topic(), PARTITION.partition()) + "/readme",
        new byte[0],
        Map.of());

    assertThatExceptionOfType(ArchiveFault.Damaged.class)
        .isThrownBy(() -> PartitionWriter.open(bucket, PARTITION, TOPIC_ID, EACH_RECORD))
        .withMessageContaining("readme is no object of the archive");
  }
}
