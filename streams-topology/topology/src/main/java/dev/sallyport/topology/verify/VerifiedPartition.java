package dev.sallyport.topology.verify;

import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.codec.EventDecoder;
import dev.sallyport.topology.codec.StateKey;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One partition of {@code policy-events}, and the state that belongs to it. */
final class VerifiedPartition implements AutoCloseable {
  // Of one transaction, the events may be readable a moment before the state, or after.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int number;
  private final int partitions;
  private final EventDecoder decoder;
  private final Optional<String> wanted;
  private final Map<String, NavigableMap<Long, EventHash>> exported;
  private final PartitionReading eventReading;
  private final PartitionReading stateReading;
  private final StandingState state;
  private final ShownState shown;
  private final Map<String, FoldedOwner> folds = new TreeMap<>();
  private long events;
  private boolean stateRead;

  /**
   * @param wanted the one owner to be verified, if not all are
   */
  VerifiedPartition(
      KafkaClients clients,
      Topics topics,
      int number,
      int partitions,
      EventDecoder decoder,
      Optional<String> wanted,
      Map<String, NavigableMap<Long, EventHash>> exported) {
    this.number = number;
    this.partitions = partitions;
    this.decoder = decoder;
    this.wanted = wanted;
    this.exported = exported;
    var statePartition = new TopicPartition(topics.policyState().name(), number);
    this.state = new StandingState(statePartition);
    this.shown = new ShownState(statePartition);
    this.eventReading =
        new PartitionReading(clients, new TopicPartition(topics.policyEvents().name(), number));
    this.stateReading = new PartitionReading(clients, statePartition);
  }

  /** The first fault; null if there is none. */
  @Nullable Fault verify() {
    var fault = eventReading.readOn(this::event);
    if (fault == null) {
      fault = missingExports();
    }
    if (fault == null) {
      fault = until(() -> folds.keySet().stream().allMatch(this::stateIsThere), this::readState);
      stateRead = true;
      shown.complete();
    }
    if (fault == null) {
      fault =
          until(
              () -> state.owners().stream().allMatch(this::eventsAreThere),
              () -> eventReading.readOn(this::event));
    }
    return fault != null ? fault : differences();
  }

  private @Nullable Fault until(BooleanSupplier met, Supplier<@Nullable Fault> readOn) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      var fault = readOn.get();
      if (fault != null) {
        return fault;
      }
    } while (!met.getAsBoolean() && System.nanoTime() < deadline);
    return null;
  }

  private @Nullable Fault readState() {
    return stateReading.readOn(record -> {
      if (isWanted(StateKey.ownerKeyOrNobody(record.key()))) {
        state.take(record);
        shown.take(record);
      }
      return null;
    });
  }

  private boolean isWanted(String owner) {
    return wanted.isEmpty() || wanted.get().equals(owner);
  }

  private boolean stateIsThere(String owner) {
    return state.sequence(owner) >= fold(owner).sequence() || state.unreadable(owner) != null;
  }

  private boolean eventsAreThere(String owner) {
    return fold(owner).sequence() >= state.sequence(owner);
  }

  private FoldedOwner fold(String owner) {
    return folds.computeIfAbsent(
        owner, _ -> new FoldedOwner(exported.getOrDefault(owner, Collections.emptyNavigableMap())));
  }

  private @Nullable Fault event(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return fault("", 0, record, "a record without key or value");
    }
    var owner = new String(record.key(), StandardCharsets.UTF_8);
    if (!isWanted(owner)) {
      return null;
    }
    if (OwnerPartition.of(record.key(), partitions) != number) {
      return fault(owner, 0, record, "this is another partition than the owner's");
    }
    var fold = fold(owner);
    RecordedEvent event;
    EventHash hash;
    try {
      event = decoder.decode(record.value());
      hash = decoder.hash(event.meta().previous(), record.value());
    } catch (UndecodableException e) {
      return fault(
          owner, fold.sequence() + 1, record, "the event cannot be read: " + e.getMessage());
    }
    if (!event.meta().owner().key().equals(owner)) {
      return fault(
          owner,
          event.meta().sequence(),
          record,
          "an event of %s stands under this owner's key".formatted(event.meta().owner().key()));
    }
    // Written since the state was read, which is compared as it was then.
    if (stateRead && event.meta().sequence() > state.sequence(owner)) {
      return null;
    }
    var wrong = fold.take(event, hash);
    if (wrong != null) {
      return fault(owner, event.meta().sequence(), record, wrong);
    }
    events++;
    return null;
  }

  private @Nullable Fault missingExports() {
    for (var owner : new TreeSet<>(exported.keySet())) {
      var missing =
          isWanted(owner) && OwnerPartition.of(key(owner), partitions) == number
              ? fold(owner).missing()
              : null;
      if (missing != null) {
        return new Fault(
            owner,
            missing,
            eventReading.partition(),
            OptionalLong.empty(),
            "it was there when heads were exported; the last event now is %d"
                .formatted(fold(owner).sequence()));
      }
    }
    return null;
  }

  private static byte[] key(String owner) {
    return owner.getBytes(StandardCharsets.UTF_8);
  }

  private @Nullable Fault differences() {
    var owners = new TreeSet<>(folds.keySet());
    owners.addAll(state.owners());
    for (var owner : owners) {
      var unreadable = state.unreadable(owner);
      if (unreadable != null) {
        return unreadable;
      }
      var folded = fold(owner).sequence();
      if (folded != state.sequence(owner)) {
        return state.fault(
            owner,
            -1,
            "the state is at event %d, the last event is %d"
                .formatted(state.sequence(owner), folded));
      }
      var fault = state.difference(owner, fold(owner).book());
      if (fault == null) {
        fault = shown.difference(owner, fold(owner).book());
      }
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static Fault fault(
      String owner, long sequence, ConsumerRecord<byte[], byte[]> record, String what) {
    return new Fault(
        owner,
        sequence,
        new TopicPartition(record.topic(), record.partition()),
        OptionalLong.of(record.offset()),
        what);
  }

  /** How many events were verified. */
  long events() {
    return events;
  }

  List<ExportedHead> heads() {
    var heads = new ArrayList<ExportedHead>();
    folds.forEach((owner, fold) -> {
      if (fold.sequence() > 0) {
        var head = Objects.requireNonNull(fold.head());
        heads.add(new ExportedHead(owner, head.sequence(), head.hash()));
      }
    });
    return heads;
  }

  /** Digests of what is served of each owner that has events, by the owner's key. */
  Map<String, String> states() {
    var states = new TreeMap<String, String>();
    folds.forEach((owner, fold) -> {
      if (fold.sequence() > 0) {
        states.put(owner, StateDigest.of(Owner.of(owner), fold.book()));
      }
    });
    return states;
  }

  @Override
  public void close() {
    eventReading.close();
    stateReading.close();
  }
}
