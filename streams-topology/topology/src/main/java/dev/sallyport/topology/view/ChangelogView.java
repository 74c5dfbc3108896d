package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.tail.TopicTail;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.OwnerPartition;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view, read from the whole changelog of the decider's state. Reads answer from memory; an
 * outage of Kafka leaves them as they are.
 */
public final class ChangelogView implements PolicyView, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangelogView.class);
  private static final Freshness CURRENT = new Freshness.Current();

  private final ViewMemory memory;
  private final Positions positions = new Positions();
  private final Waiters<Owner> sequences;
  private final Waiters<Integer> passed;
  private final Currency currency;
  private final TopicTail tail;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  // Of the reading thread.
  private List<Long> startingEnds = List.of();

  private ChangelogView(
      KafkaClients clients, Topics topics, PolicyRenderer renderer, InstantSource clock) {
    var topic = topics.policyState().name();
    Executor executor = Thread::startVirtualThread;
    this.memory = new ViewMemory(new BookRecords(), renderer, this::applied);
    this.sequences = new Waiters<>(memory::sequence, executor);
    this.passed = new Waiters<>(positions::of, executor);
    this.currency = new Currency(new ClusterEnds(clients, topic), positions, clock);
    this.tail =
        new TopicTail(
            topic, TopicTail.From.BEGINNING, () -> clients.consumer("policy-view"), new Applying());
  }

  /**
   * Starts reading and returns at once; {@link #health} tells when it has caught up. Kafka need not
   * be there, nor the topic.
   *
   * @param clock for {@link Health#lastContact} only
   */
  public static ChangelogView start(
      KafkaClients clients, Topics topics, PolicyRenderer renderer, InstantSource clock) {
    var view = new ChangelogView(clients, topics, renderer, clock);
    view.tail.start();
    view.currency.start();
    return view;
  }

  /** Stops reading; what was read stays readable. */
  @Override
  public void close() {
    currency.close();
    tail.close();
  }

  /** Why the view does not go on just now; null while it reads. */
  public @Nullable String problem() {
    return tail.problem();
  }

  private final class Applying implements TopicTail.Listener {
    @Override
    public void opened(List<Long> ends) {
      startingEnds = ends;
      positions.open(ends.size());
      currency.open(ends.size());
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
      memory.take(
          new ChangelogRecord(
              record.topic(), record.partition(), record.offset(), record.key(), record.value()));
    }

    @Override
    public void reached(int partition, long position) {
      positions.moveTo(partition, position);
      if (!memory.hasCaughtUp() && reachedAll()) {
        memory.caughtUp();
        LOG.info("The view has caught up: {} owners", memory.owners().size());
      }
      passed.gotTo(partition, position);
    }

    private boolean reachedAll() {
      for (var partition = 0; partition < startingEnds.size(); partition++) {
        if (positions.of(partition) < startingEnds.get(partition)) {
          return false;
        }
      }
      return true;
    }
  }

  private void applied(Owner owner, long sequence) {
    for (var listener : listeners) {
      try {
        listener.applied(owner, sequence);
      } catch (RuntimeException bug) {
        LOG.error("A listener failed at {} of {}", sequence, owner.key(), bug);
      }
    }
    sequences.gotTo(owner, sequence);
  }

  @Override
  public Found lookUp(Job job) {
    return memory.lookUp(job);
  }

  @Override
  public Found served(Owner owner, PolicyName policy) {
    return memory.served(owner, policy);
  }

  @Override
  public @Nullable KeyHolder keyHolder(KeyHash hash) {
    return memory.keyHolder(hash);
  }

  @Override
  public GlobalBlockList blockList() {
    return memory.blockList();
  }

  @Override
  public List<Owner> owners() {
    return memory.owners();
  }

  @Override
  public <T> T read(Owner owner, Function<OwnerBook, T> read) {
    return memory.read(owner, read);
  }

  @Override
  public CompletableFuture<Void> reached(Owner owner, long sequence) {
    return sequences.reached(owner, sequence);
  }

  @Override
  public CompletionStage<Freshness> fresh(Owner owner, Duration patience) {
    if (!positions.isOpen()) {
      return CompletableFuture.completedFuture(new Freshness.Stale(currency.age(0)));
    }
    var partition = OwnerPartition.of(owner, positions.partitions());
    var millis = patience.toMillis();
    return currency
        .end(partition)
        .orTimeout(millis, TimeUnit.MILLISECONDS)
        .thenCompose(end -> passed.reached(partition, end).orTimeout(millis, TimeUnit.MILLISECONDS))
        .thenApply(_ -> CURRENT)
        .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
        .handle((current, _) ->
            current == null ? new Freshness.Stale(currency.age(partition)) : current);
  }

  @Override
  public Health health() {
    return new Health(
        memory.hasCaughtUp(),
        currency.recordsBehind(),
        currency.lastContact(),
        List.copyOf(memory.condemned()));
  }

  @Override
  public AutoCloseable onApplied(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
