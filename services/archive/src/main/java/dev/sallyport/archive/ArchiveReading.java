package dev.sallyport.archive;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive in the order of its offsets, and holds it to how it is written: each object
 * begins after the one before it, and holds what its name and its metadata say. What that does not
 * show is that the newest objects of a partition are missing. One object is in memory at a time.
 */
public final class ArchiveReading {
  private final Bucket bucket;

  public ArchiveReading(Bucket bucket) {
    this.bucket = bucket;
  }

  /** The partitions of a topic that anything is archived of. */
  public SortedSet<Integer> partitions(String topic) {
    var folder = ObjectName.TOPICS + "/" + topic;
    var found = new TreeSet<Integer>();
    var names = bucket.list(folder, "", 1);
    while (!names.isEmpty()) {
      var text = names.getFirst();
      var name = ObjectName.parse(text).filter(each -> each.topic().equals(topic));
      name.map(ObjectName::partition).ifPresent(found::add);
      // A tilde comes after all that our names are made of.
      var after = name.map(each -> ObjectName.folder(topic, each.partition()) + "/~").orElse(text);
      names = bucket.list(folder, after, 1);
    }
    return found;
  }

  /**
   * Reads a partition from its beginning.
   *
   * @throws ArchiveFault.Damaged at the first object that does not continue the one before it, or
   *     is not what was written; what was handed on by then was sound
   */
  public void read(String topic, int partition, Consumer<ArchivedRecord> each) {
    var archive = new PartitionArchive(bucket, new TopicPartition(topic, partition));
    var reading = new Reading(each);
    List<ObjectName> page = archive.after(Optional.empty());
    while (!page.isEmpty()) {
      page.forEach(reading::object);
      page = archive.after(Optional.of(page.getLast()));
    }
  }

  private final class Reading {
    private final Consumer<ArchivedRecord> each;
    private long expected;
    private @Nullable Uuid topicId;

    Reading(Consumer<ArchivedRecord> each) {
      this.each = each;
    }

    void object(ObjectName name) {
      if (name.first() != expected) {
        throw new ArchiveFault.Damaged(
            "%s begins with offset %d, and the object before it, if there is one, says that it is %d: %s"
                .formatted(
                    name,
                    name.first(),
                    expected,
                    name.first() > expected ? "an object is missing" : "one is too many"));
      }
      var stored =
          bucket
              .get(name.text())
              .orElseThrow(
                  () -> new ArchiveFault.Damaged(name + " was there, and is not any more"));
      var metadata = ObjectMetadata.of(name, stored.metadata());
      if (topicId != null && !topicId.equals(metadata.topicId())) {
        throw new ArchiveFault.Foreign(name + " is of another topic than the object before it");
      }
      topicId = metadata.topicId();
      lines(name, metadata, stored.content());
      expected = metadata.last() + 1;
    }

    private void lines(ObjectName name, ObjectMetadata metadata, byte[] content) {
      var last = name.first() - 1;
      var records = 0L;
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(new ByteArrayInputStream(content)),
                  StandardCharsets.UTF_8))) {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          records++;
          var record = RecordLine.decode(line);
          if (!record.topic().equals(name.topic())
              || record.partition() != name.partition()
              || record.offset() <= last
              || record.offset() > metadata.last()) {
            throw new RecordLine.Unreadable("it does not belong there: " + record.where());
          }
          last = record.offset();
          each.accept(record);
        }
      } catch (IOException broken) {
        throw new ArchiveFault.Damaged(
            "%s cannot be unpacked beyond line %d: %s"
                .formatted(name, records, broken.getMessage()));
      } catch (RecordLine.Unreadable unreadable) {
        throw new ArchiveFault.Damaged(
            "%s, line %d: %s".formatted(name, records, unreadable.getMessage()));
      }
      if (last != metadata.last() || records != metadata.records()) {
        throw new ArchiveFault.Damaged(
            "%s holds %d records up to offset %d, and says of itself %d up to %d"
                .formatted(name, records, last, metadata.records(), metadata.last()));
      }
    }
  }
}
