package dev.sallyport.archive;

import dev.sallyport.archive.ArchivedRecord.Value;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.schemas.serde.InMemoryRegistry;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.maintenance.HeldGroup;
import dev.sallyport.topology.maintenance.Rebuild;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.RebuildMark;
import dev.sallyport.topology.topics.Topic;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.topology.verify.ExportedHead;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Makes an installation anew of its archive alone, in a Kafka whose topics are empty, with any
 * number of partitions and any registry. Keys, values, headers and times of records are kept, and
 * the order of each owner's; state is derived from the events, as {@link Rebuild} does it.
 *
 * <p>The whole archive is read and checked before anything is written. What is interrupted later
 * leaves the mark of a rebuild that has not ended: no decider starts on half of a log.
 */
public final class Restoration {
  private static final String DETECTIONS = "detections";
  private static final Duration DELIVERY = Duration.ofMinutes(4);
  private static final int RECORDS_PER_CHECK = 1_000;

  private final ArchiveReading reading;
  private final KafkaClients clients;
  private final Topics topics;
  private final int partitions;
  private final SchemaIds ids;
  private final Progress progress;

  /** Hears how far it is, now and then. */
  public interface Progress extends Rebuild.Progress {
    /** So many records of the archive were read and are sound. */
    void checked(long records);

    /** So many of all records were written. */
    void written(long records, long of);
  }

  /** The topics at hand are not empty. The message says what to do. */
  public static final class NotEmpty extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotEmpty(String message) {
      super(message);
    }
  }

  /**
   * What was restored.
   *
   * @param owners that have events
   * @param leftOut detections that were none when they were archived
   * @param entries of the state, as derived
   */
  public record Result(long events, long owners, long detections, long leftOut, long entries) {}

  /**
   * @param partitions of the topics at hand that are laid out by owner
   * @param ids of the registry at hand
   */
  public Restoration(
      Bucket bucket,
      KafkaClients clients,
      Topics topics,
      int partitions,
      SchemaIds ids,
      Progress progress) {
    this.reading = new ArchiveReading(bucket);
    this.clients = clients;
    this.topics = topics;
    this.partitions = partitions;
    this.ids = ids;
    this.progress = progress;
  }

  /**
   * Restores. All topics must be there.
   *
   * @param seen heads that must be among the events, as a manifest tells them
   * @throws ArchiveFault if the archive is not sound; nothing was written
   * @throws NotEmpty if the topics are not empty; nothing was written
   * @throws HeldGroup.InUse if a decider runs
   */
  public Result run(List<ExportedHead> seen) {
    var checked = new Checked(seen);
    checked.check();
    refuseUnlessEmpty(topics.policyEvents());
    refuseUnlessEmpty(topics.detections());
    write(checked);
    var rebuilt = new Rebuild(clients, topics, new EventDecoder(ids), partitions, progress).run();
    return new Result(
        checked.events, checked.owners, checked.detections, checked.leftOut, rebuilt.differences());
  }

  /** The whole archive, read once without writing anything. */
  private final class Checked {
    private final Map<String, Map<Long, EventHash>> seen = new HashMap<>();
    private long events;
    private long owners;
    private long detections;
    private long leftOut;

    Checked(List<ExportedHead> heads) {
      for (var head : heads) {
        seen.computeIfAbsent(head.owner(), _ -> new TreeMap<>()).put(head.sequence(), head.hash());
      }
    }

    void check() {
      var topic = topics.policyEvents().name();
      for (var partition : reading.partitions(topic)) {
        var chains = new Chains();
        reading.read(
            topic,
            partition,
            record -> {
              compare(chains.take(record).head());
              events++;
              progress.checked(events);
            });
        owners += chains.owners();
      }
      if (events == 0) {
        throw new ArchiveFault.Damaged("There is no event of " + topic + " in this archive");
      }
      refuseMissing();
      checkDetections();
    }

    private void compare(ExportedHead head) {
      var hashes = seen.get(head.owner());
      var hash = hashes == null ? null : hashes.remove(head.sequence());
      if (hash != null && !hash.equals(head.hash())) {
        throw new ArchiveFault.Damaged(
            "Event %d of %s has the hash %s, and had %s when heads were exported"
                .formatted(head.sequence(), head.owner(), head.hash(), hash));
      }
    }

    private void refuseMissing() {
      seen.forEach((owner, hashes) -> {
        if (!hashes.isEmpty()) {
          throw new ArchiveFault.Damaged(
              "Event %d of %s was there when heads were exported, and is not in this archive"
                  .formatted(hashes.keySet().iterator().next(), owner));
        }
      });
    }

    private void checkDetections() {
      var rewrapping =
          Rewrapping.registered(SchemaIds.inMemory(new InMemoryRegistry()), DETECTIONS);
      var topic = topics.detections().name();
      for (var partition : reading.partitions(topic)) {
        reading.read(
            topic,
            partition,
            record -> {
              if (record.value() instanceof Value.Avro avro) {
                var _ = rewrapping.value(record, avro);
                detections++;
              } else {
                leftOut++;
              }
              progress.checked(events + detections + leftOut);
            });
      }
    }
  }

  private void refuseUnlessEmpty(Topic topic) {
    var all =
        IntStream.range(0, partitions)
            .mapToObj(number -> new TopicPartition(topic.name(), number))
            .toList();
    try (var consumer = clients.consumer("restore")) {
      var begins = consumer.beginningOffsets(all);
      for (var end : consumer.endOffsets(all).entrySet()) {
        if (end.getValue() > Objects.requireNonNull(begins.get(end.getKey()))) {
          throw new NotEmpty(
              "%s is not empty: an archive is restored into a new data folder, or into a Kafka without Sallyport's topics, before the first start. If an earlier restoration was interrupted, delete that folder or those topics."
                  .formatted(topic.name()));
        }
      }
    }
  }

  private void write(Checked checked) {
    var record = new InstallationRecord(clients, topics);
    try (var group = HeldGroup.hold(clients, topics);
        var producer = clients.producer("restore", DELIVERY)) {
      new RebuildMark.Running(RebuildMark.read(record).count() + 1).write(record);
      var writing = new Writing(producer, group, checked.events + checked.detections);
      writing.topic(topics.policyEvents(), Rewrapping.registered(ids, Chains.EVENTS));
      writing.topic(topics.detections(), Rewrapping.registered(ids, DETECTIONS));
      writing.end();
    }
  }

  private final class Writing {
    private final Producer<byte[], byte[]> producer;
    private final HeldGroup group;
    private final long of;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private long written;

    Writing(Producer<byte[], byte[]> producer, HeldGroup group, long of) {
      this.producer = producer;
      this.group = group;
      this.of = of;
    }

    void topic(Topic topic, Rewrapping rewrapping) {
      for (var partition : reading.partitions(topic.name())) {
        reading.read(
            topic.name(),
            partition,
            record -> {
              if (record.value() instanceof Value.Avro avro) {
                write(topic, record, rewrapping.value(record, avro));
              }
            });
      }
    }

    private void write(Topic topic, ArchivedRecord record, byte[] value) {
      var key = record.key();
      var partition =
          key == null ? record.partition() % partitions : OwnerPartition.of(key, partitions);
      var _ =
          producer.send(
              new ProducerRecord<>(
                  topic.name(), partition, record.timestamp(), key, value, record.headers()),
              (_, failed) -> {
                if (failed != null) {
                  failure.compareAndSet(null, failed);
                }
              });
      written++;
      if (written % RECORDS_PER_CHECK == 0) {
        group.check();
        refuseFailure();
      }
      progress.written(written, of);
    }

    void end() {
      producer.flush();
      refuseFailure();
      if (written != of) {
        throw new ArchiveFault.Damaged(
            "%d records were there to be checked, and %d to be written: the archive was changed meanwhile"
                .formatted(of, written));
      }
    }

    private void refuseFailure() {
      var failed = failure.get();
      if (failed != null) {
        throw new KafkaException("A record could not be written", failed);
      }
    }
  }
}
