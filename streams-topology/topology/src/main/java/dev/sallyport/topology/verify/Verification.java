package dev.sallyport.topology.verify;

import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Replays {@code policy-events} and checks that each owner's events are all there, in order, as
 * they were written, and possible; that the decider's state, and the view which an instance makes
 * of it, are what they add up to; and that heads which were exported before are among them. Reads
 * only. Nobody has to stop meanwhile.
 *
 * <p>The hash chain shows a change inside the log. A truncated or wholly rewritten log is shown by
 * exported heads, and by nothing else, once the state was rewritten too.
 *
 * <p>In memory at a time: the books of one partition's owners, twice.
 */
public final class Verification {
  private final KafkaClients clients;
  private final Topics topics;
  private final int partitions;
  private final EventDecoder decoder;

  /**
   * @param partitions of the topics laid out by owner
   */
  public Verification(KafkaClients clients, Topics topics, int partitions, SchemaIds ids) {
    this.clients = clients;
    this.topics = topics;
    this.partitions = partitions;
    this.decoder = new EventDecoder(ids);
  }

  /** Hears how far it is. */
  @FunctionalInterface
  public interface Progress {
    /** So many of all partitions are verified, and hold so many events. */
    void verified(int partitions, int of, long events);
  }

  /**
   * Verifies one owner, or all.
   *
   * @param exported heads that must be among the events; those of other owners than the one asked
   *     for do not count
   * @throws org.apache.kafka.common.KafkaException if Kafka or, for a schema that is not known
   *     here, the registry does not answer: nothing is proved then
   */
  public Verdict run(Optional<Owner> owner, List<ExportedHead> exported, Progress progress) {
    var wanted = owner.map(Owner::key);
    var seen = byOwner(exported);
    var heads = new ArrayList<ExportedHead>();
    var states = new TreeMap<String, String>();
    var events = 0L;
    var which =
        owner
            .map(one -> List.of(OwnerPartition.of(one, partitions)))
            .orElseGet(() -> IntStream.range(0, partitions).boxed().toList());
    for (var i = 0; i < which.size(); i++) {
      try (var partition =
          new VerifiedPartition(clients, topics, which.get(i), partitions, decoder, wanted, seen)) {
        var fault = partition.verify();
        if (fault != null) {
          return new Verdict.Broken(fault);
        }
        events += partition.events();
        heads.addAll(partition.heads());
        states.putAll(partition.states());
      }
      progress.verified(i + 1, which.size(), events);
    }
    heads.sort((one, other) -> one.owner().compareTo(other.owner()));
    return new Verdict.Sound(events, heads, StateDigest.ofAll(states));
  }

  private static Map<String, NavigableMap<Long, EventHash>> byOwner(List<ExportedHead> exported) {
    var heads = new HashMap<String, NavigableMap<Long, EventHash>>();
    for (var head : exported) {
      var earlier =
          heads
              .computeIfAbsent(head.owner(), _ -> new TreeMap<>())
              .put(head.sequence(), head.hash());
      requireSame(head, earlier);
    }
    return heads;
  }

  private static void requireSame(ExportedHead head, @Nullable EventHash earlier) {
    if (earlier != null && !earlier.equals(head.hash())) {
      throw new IllegalArgumentException(
          "The exported heads tell two hashes for sequence %d of %s."
              .formatted(head.sequence(), head.owner()));
    }
  }
}
