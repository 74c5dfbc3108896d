package dev.sallyport.archive;

import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Writes the objects of one partition. Where to go on is told by the objects that are there and by
 * nothing else, so that there is nothing to commit that could disagree with them. Any number of
 * writers may be at work on a partition, as after a rebalance that one has not heard of: the first
 * object of a name stands, and everybody else goes on after it. Of one thread.
 */
final class PartitionWriter {
  private final PartitionArchive archive;
  private final Uuid topicId;
  private final Cutting cutting;
  private long next;
  private @Nullable OpenObject open;
  private long openedAt;

  private PartitionWriter(PartitionArchive archive, Uuid topicId, Cutting cutting, long next) {
    this.archive = archive;
    this.topicId = topicId;
    this.cutting = cutting;
    this.next = next;
  }

  /** What came of a record, or of cutting. */
  sealed interface Outcome {
    /** It waits for others. */
    record Kept() implements Outcome {}

    /** An object was written, with it as its last. */
    record Written(ObjectName name, ObjectMetadata metadata) implements Outcome {}

    /**
     * Another writer was quicker, or an earlier attempt of this one had come to something: its
     * object stands, and what was kept here is dropped.
     *
     * @param next the offset to read on from
     */
    record Stood(ObjectName name, long next) implements Outcome {}
  }

  /**
   * Begins after the newest object.
   *
   * @param topicId of the topic that is read
   * @throws ArchiveFault if the archive is of another topic, or damaged
   */
  static PartitionWriter open(
      Bucket bucket, TopicPartition partition, Uuid topicId, Cutting cutting) {
    var archive = new PartitionArchive(bucket, partition);
    var writer = new PartitionWriter(archive, topicId, cutting, 0);
    archive.newest().ifPresent(newest -> writer.next = writer.after(newest));
    return writer;
  }

  private long after(ObjectName name) {
    var metadata = archive.metadata(name);
    if (!metadata.topicId().equals(topicId)) {
      throw new ArchiveFault.Foreign(
          "%s is of a topic with the id %s, and the topic of that name has the id %s now: it was made anew, or is another Kafka's. Archive it to an empty prefix."
              .formatted(name, metadata.topicId(), topicId));
    }
    return metadata.last() + 1;
  }

  /** The offset that the next object begins with: everything before it is archived. */
  long next() {
    return next;
  }

  /** How many records wait. */
  long kept() {
    return open == null ? 0 : open.records();
  }

  /** The timestamp of the first record that waits. */
  OptionalLong oldest() {
    return open == null ? OptionalLong.empty() : OptionalLong.of(open.oldest());
  }

  /**
   * Takes the next record in, and writes the object if it is large enough by then.
   *
   * @throws BucketFailure if it could not be written; this writer is of no more use then
   */
  Outcome take(ArchivedRecord record) {
    if (record.offset() < next) {
      throw new ArchiveFault.LogCutOff(
          "The %s was read although everything before offset %d is archived: the log was cut off."
              .formatted(record.where(), next));
    }
    if (open == null) {
      open = new OpenObject(archive.name(next), record);
      openedAt = cutting.now();
    } else {
      open.add(record);
    }
    return open.bytes() >= cutting.bytes() ? cut() : new Outcome.Kept();
  }

  /** Writes the object if its first record waits for long enough. */
  Outcome cutIfOld() {
    return open != null && cutting.now() - openedAt >= cutting.after().toNanos()
        ? cut()
        : new Outcome.Kept();
  }

  private Outcome cut() {
    var object = open;
    if (object == null) {
      return new Outcome.Kept();
    }
    var metadata = new ObjectMetadata(object.last(), object.records(), topicId);
    var written = archive.putIfAbsent(object, metadata);
    next = written ? metadata.last() + 1 : after(object.name());
    open = null;
    return written
        ? new Outcome.Written(object.name(), metadata)
        : new Outcome.Stood(object.name(), next);
  }
}
