package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.tail.TopicTail;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.wire.Delivery;
import dev.sallyport.wire.DestinationState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topic {@code deliveries}, of which some of each integration are kept in memory. */
public final class ToldDeliveries implements Deliveries, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ToldDeliveries.class);
  private static final Comparator<Delivery> NEWEST_FIRST =
      Comparator.comparing(ToldDeliveries::attempted)
          .thenComparingLong(Delivery::getNumber)
          .reversed();

  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final TopicTail tail;
  private volatile List<Long> ends = List.of();
  private volatile AtomicLongArray reached = new AtomicLongArray(0);

  /** What was told of one integration. */
  private static final class Told {
    private final TreeMap<Long, Delivery> last = new TreeMap<>();
    private @Nullable DestinationState state;

    synchronized void add(Delivery delivery) {
      last.put(delivery.getNumber(), delivery);
      if (last.size() > LISTED) {
        last.remove(oldest());
      }
    }

    private long oldest() {
      return last.values().stream().max(NEWEST_FIRST).orElseThrow().getNumber();
    }

    synchronized void become(DestinationState now) {
      state = now;
    }

    synchronized @Nullable DestinationState state() {
      return state;
    }

    synchronized List<Delivery> last() {
      var all = new ArrayList<>(last.values());
      all.sort(NEWEST_FIRST);
      return all;
    }
  }

  private ToldDeliveries(KafkaClients clients, Topics topics) {
    this.tail =
        new TopicTail(
            topics.deliveries().name(),
            TopicTail.From.BEGINNING,
            () -> clients.consumer("deliveries"),
            new Reading());
  }

  /** Begins to read; {@link #ready} tells when all is known that was there. */
  public static ToldDeliveries start(KafkaClients clients, Topics topics) {
    var deliveries = new ToldDeliveries(clients, topics);
    deliveries.tail.start();
    return deliveries;
  }

  private static Instant attempted(Delivery delivery) {
    var at = delivery.getAttemptedAt();
    return at == null ? delivery.getCreatedAt() : at;
  }

  private final class Reading implements TopicTail.Listener {
    @Override
    public void opened(List<Long> found) {
      reached = new AtomicLongArray(found.size());
      ends = found;
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
      var integration = integration(new String(record.key(), StandardCharsets.UTF_8));
      if (record.value() == null) {
        told.remove(integration);
        return;
      }
      try {
        switch (SingleObject.decode(record.value())) {
          case Delivery delivery -> of(integration).add(delivery);
          case DestinationState state -> of(integration).become(state);
          case Object other ->
              LOG.error("{} at offset {} is none", other.getClass(), record.offset());
        }
      } catch (UndecodableException e) {
        // Of a newer version: what it tells is not shown, and deliveries do not depend on it.
        LOG.warn("A record of deliveries at offset {} is not shown", record.offset(), e);
      }
    }

    // Of a delivery, a number stands behind it.
    private static String integration(String key) {
      var second = key.indexOf('/', key.indexOf('/') + 1);
      return second < 0 ? key : key.substring(0, second);
    }

    private Told of(String integration) {
      return told.computeIfAbsent(integration, _ -> new Told());
    }

    @Override
    public void reached(int partition, long position) {
      reached.set(partition, position);
    }
  }

  @Override
  public @Nullable DestinationState state(Owner owner, IntegrationId integration) {
    var found = told.get(owner.key() + "/" + integration);
    return found == null ? null : found.state();
  }

  @Override
  public List<Delivery> last(Owner owner, IntegrationId integration) {
    var found = told.get(owner.key() + "/" + integration);
    return found == null ? List.of() : found.last();
  }

  @Override
  public boolean ready() {
    var known = ends;
    var positions = reached;
    for (var partition = 0; partition < known.size(); partition++) {
      if (positions.get(partition) < known.get(partition)) {
        return false;
      }
    }
    return !known.isEmpty();
  }

  /** Why it is not read on; null if it is, as far as is known. */
  public @Nullable String problem() {
    return tail.problem();
  }

  @Override
  public void close() {
    tail.close();
  }
}
