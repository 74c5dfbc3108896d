package dev.sallyport.topology.maintenance;

import dev.sallyport.topology.topics.ConsumerGroup;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * The deciders' group, held so that no decider works meanwhile. The broker itself sees to it: a
 * member with another way of assigning partitions keeps Streams applications out, and they keep it
 * out.
 */
public final class HeldGroup implements AutoCloseable {
  // Deciders that ended without leaving count until their session of six seconds ends.
  private static final Duration FOR_SESSIONS_TO_END = Duration.ofSeconds(15);
  private static final Duration TO_JOIN = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> member;

  private HeldGroup(Consumer<byte[], byte[]> member) {
    this.member = member;
  }

  /** Deciders are running, or came up meanwhile. */
  public static final class InUse extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InUse(String message) {
      super(message);
    }
  }

  /**
   * @throws InUse if a decider runs
   */
  public static HeldGroup hold(KafkaClients clients, Topics topics) {
    var group = topics.deciderApplication();
    var members = new ConsumerGroup(clients, group).awaitEmpty(FOR_SESSIONS_TO_END);
    if (!members.isEmpty()) {
      throw new InUse("Deciders are running; stop them first: " + members);
    }
    var held = new HeldGroup(clients.groupConsumer("rebuild", group));
    try {
      held.join(topics.policyCommands().name());
      return held;
    } catch (RuntimeException failed) {
      held.close();
      throw failed;
    }
  }

  private void join(String topic) {
    member.subscribe(List.of(topic));
    var until = System.nanoTime() + TO_JOIN.toNanos();
    while (member.assignment().isEmpty()) {
      if (System.nanoTime() > until) {
        throw new InUse("The deciders' group could not be joined within " + TO_JOIN);
      }
      poll();
    }
    // Only to be a member: nothing is read, and no position is ever committed.
    member.pause(member.assignment());
  }

  /**
   * To be called every few seconds.
   *
   * @throws InUse if the group is not held any more
   */
  public void check() {
    poll();
    if (member.assignment().isEmpty()) {
      throw new InUse("The deciders' group was lost to another member");
    }
    member.pause(member.assignment());
  }

  private void poll() {
    try {
      var _ = member.poll(Duration.ofMillis(50));
    } catch (KafkaException refused) {
      throw new InUse("The deciders' group refuses other members: " + refused.getMessage());
    }
  }

  @Override
  public void close() {
    member.close();
  }
}
