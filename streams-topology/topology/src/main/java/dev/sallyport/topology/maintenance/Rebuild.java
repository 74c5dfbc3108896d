package dev.sallyport.topology.maintenance;

import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.InstallationRecord;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.RebuildMark;
import dev.sallyport.topology.topics.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Derives the owners' books anew from {@code policy-events} while nobody decides, and writes to
 * their changelog what differs. Lookups go on meanwhile, in the state that is right.
 *
 * <p>What is right already is not written, so that it costs nothing to run it once too often. If it
 * is interrupted after its first write, no decider starts until it was run again.
 */
public final class Rebuild {
  private static final int RECORDS_PER_TRANSACTION = 2_000;

  private final KafkaClients clients;
  private final Topics topics;
  private final EventDecoder decoder;
  private final int partitions;
  private final Progress progress;
  private final InstallationRecord record;

  /** Hears how far it is. */
  public interface Progress {
    /** Events of a partition were folded up to an offset. */
    void folded(int partition, long offset);

    /** A partition is done; so many of its entries were wrong, missing or too many. */
    void compared(int partition, long differences);
  }

  /**
   * @param partitions of the topics laid out by owner, as recorded
   */
  public Rebuild(
      KafkaClients clients,
      Topics topics,
      EventDecoder decoder,
      int partitions,
      Progress progress) {
    this.clients = clients;
    this.topics = topics;
    this.decoder = decoder;
    this.partitions = partitions;
    this.progress = progress;
    this.record = new InstallationRecord(clients, topics);
  }

  /**
   * @param differences entries that were wrong, missing or too many
   */
  public record Result(long differences, RebuildMark.Ended mark) {}

  /**
   * Runs it.
   *
   * @throws HeldGroup.InUse if a decider runs
   * @throws dev.sallyport.domain.book.ImpossibleEvent if the events themselves cannot be; nothing
   *     of their partition is written
   */
  public Result run() {
    try (var group = HeldGroup.hold(clients, topics);
        var producer = clients.transactionalProducer(topics.deciderApplication() + "-rebuild")) {
      producer.initTransactions();
      var run = new Run(group, producer, RebuildMark.read(record).count() + 1);
      var foldedTo = new HashMap<Integer, Long>();
      for (var partition = 0; partition < partitions; partition++) {
        foldedTo.put(partition, run.partition(partition));
      }
      var mark = new RebuildMark.Ended(run.number, foldedTo);
      mark.write(record);
      return new Result(run.differences, mark);
    }
  }

  /** What the changelog holds of an owner. */
  private static final class StandingOwner {
    private final Map<Bytes, byte[]> entries = new TreeMap<>();
    private @Nullable Bytes last;

    void take(Bytes key, byte @Nullable [] value) {
      last = key;
      if (value == null) {
        entries.remove(key);
      } else {
        entries.put(key, value);
      }
    }

    byte @Nullable [] get(Bytes key) {
      return entries.get(key);
    }

    Set<Bytes> keys() {
      return entries.keySet();
    }

    /** Whether no other entry was written after this one. */
    boolean lastIs(Bytes key) {
      return last == null || last.equals(key);
    }
  }

  private final class Run {
    private final HeldGroup group;
    private final Producer<byte[], byte[]> producer;
    private final long number;
    private long differences;
    private int written;
    private boolean marked;

    Run(HeldGroup group, Producer<byte[], byte[]> producer, long number) {
      this.group = group;
      this.producer = producer;
      this.number = number;
    }

    long partition(int partition) {
      var folded = new FoldedState(decoder);
      var end =
          committed(topics.policyEvents().name(), partition)
              .read(
                  (event, _) -> folded.take(event.value()),
                  offset -> {
                    progress.folded(partition, offset);
                    group.check();
                  });
      var standing = standing(partition);
      var before = differences;
      var owners = new TreeSet<>(standing.keySet());
      folded.owners().forEach(owners::add);
      for (var owner : owners) {
        compare(partition, owner, folded, standing.getOrDefault(owner, new StandingOwner()));
      }
      commit();
      progress.compared(partition, differences - before);
      return end;
    }

    /** What the changelog holds, by owner and key. */
    private Map<String, StandingOwner> standing(int partition) {
      var standing = new TreeMap<String, StandingOwner>();
      var _ =
          committed(topics.policyState().name(), partition)
              .read(
                  (entry, _) ->
                      standing
                          .computeIfAbsent(
                              StateKey.ownerKeyOrNobody(entry.key()), _ -> new StandingOwner())
                          .take(Bytes.wrap(entry.key()), entry.value()),
                  _ -> group.check());
      return standing;
    }

    private void compare(int partition, String owner, FoldedState folded, StandingOwner standing) {
      var entries = folded.entries(owner);
      var head = headKey(owner);
      var before = differences;
      entries
          .values()
          .forEach((key, value) -> {
            if (!Arrays.equals(value, standing.get(key))) {
              write(partition, key, value);
            }
          });
      for (var key : standing.keys()) {
        if (!entries.values().containsKey(key) && !key.equals(head)) {
          write(partition, key, null);
        }
      }
      // Last, as a decider writes it: readers take an owner's entries in when its head arrives, and
      // have not taken in what stands behind it now.
      if (head != null
          && (differences > before
              || !Arrays.equals(entries.head(), standing.get(head))
              || !standing.lastIs(head))) {
        write(partition, head, entries.head());
      }
      if (written >= RECORDS_PER_TRANSACTION) {
        commit();
        group.check();
      }
    }

    private void write(int partition, Bytes key, byte @Nullable [] value) {
      if (!marked) {
        new RebuildMark.Running(number).write(record);
        marked = true;
      }
      if (written == 0) {
        producer.beginTransaction();
      }
      // A failure comes out when the transaction is committed.
      var _ =
          producer.send(
              new ProducerRecord<>(topics.policyState().name(), partition, key.get(), value));
      written++;
      differences++;
    }

    private void commit() {
      if (written > 0) {
        producer.commitTransaction();
        written = 0;
      }
    }
  }

  private CommittedPartition committed(String topic, int partition) {
    return new CommittedPartition(clients, new TopicPartition(topic, partition));
  }

  private static @Nullable Bytes headKey(String owner) {
    try {
      return Bytes.wrap(new StateKey(Owner.of(owner), new BookKey.HeadKey()).encode());
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }
}
