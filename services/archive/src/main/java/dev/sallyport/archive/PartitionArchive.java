package dev.sallyport.archive;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The objects of one partition. */
final class PartitionArchive {
  // What S3 lists at a time.
  private static final int PAGE = 1_000;

  private final Bucket bucket;
  private final TopicPartition partition;
  private final String folder;

  PartitionArchive(Bucket bucket, TopicPartition partition) {
    this.bucket = bucket;
    this.partition = partition;
    this.folder = ObjectName.folder(partition.topic(), partition.partition());
  }

  ObjectName name(long first) {
    return new ObjectName(partition.topic(), partition.partition(), first);
  }

  /** The next objects after that one, in order; empty where there are no more. */
  List<ObjectName> after(Optional<ObjectName> name) {
    return list(name.map(ObjectName::text).orElse(""), PAGE);
  }

  // What else stands there is passed over: some that speak S3 list what is being written, under
  // another name, and no object can be hidden by it, since each tells where the next one begins.
  private List<ObjectName> list(String after, int limit) {
    var names = bucket.list(folder, after, limit);
    while (!names.isEmpty()) {
      var ours = names.stream().map(this::ours).flatMap(Optional::stream).toList();
      if (!ours.isEmpty()) {
        return ours;
      }
      names = bucket.list(folder, names.getLast(), PAGE);
    }
    return List.of();
  }

  private Optional<ObjectName> ours(String text) {
    return ObjectName.parse(text).filter(name -> text.equals(name(name.first()).text()));
  }

  /**
   * The object with the highest offsets. A bucket lists from the beginning only, so that beyond the
   * first page the end is looked for by halving: forty requests or so, however many objects there
   * are.
   */
  Optional<ObjectName> newest() {
    var page = after(Optional.empty());
    if (page.isEmpty()) {
      return Optional.empty();
    }
    var newest = page.getLast();
    if (list(newest.text(), 1).isEmpty()) {
      return Optional.of(newest);
    }
    // There is an object at the lower bound, and none above the upper one.
    var upper = Long.MAX_VALUE;
    while (newest.first() < upper) {
      var middle = newest.first() + (upper - newest.first()) / 2;
      var beyond = list(name(middle).text(), 1);
      if (beyond.isEmpty()) {
        upper = middle;
      } else {
        newest = beyond.getFirst();
      }
    }
    return Optional.of(newest);
  }

  /** Everything before this offset is archived. */
  long end() {
    return newest().map(newest -> metadata(newest).last() + 1).orElse(0L);
  }

  /**
   * @throws ArchiveFault.Damaged if there is no such object, or its metadata are not ours
   */
  ObjectMetadata metadata(ObjectName name) {
    return bucket
        .metadata(name.text())
        .map(map -> ObjectMetadata.of(name, map))
        .orElseThrow(() -> new ArchiveFault.Damaged(name + " was there, and is not any more"));
  }

  boolean putIfAbsent(OpenObject object, ObjectMetadata metadata) {
    return bucket.putIfAbsent(object.name().text(), object.content(), metadata.map());
  }
}
