package dev.sallyport.topology.history;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Forgets what the projection keeps in Kafka: its offsets and its changelog. */
public final class HistoryReset {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final String application;

  HistoryReset(KafkaClients clients, Topics topics) {
    this.clients = clients;
    this.application = topics.historyApplication();
  }

  /** An instance of the projection runs. */
  public static final class InUse extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    InUse(String application) {
      super("An instance of " + application + " runs: stop all of them first.");
    }
  }

  /** Kafka did not do it. */
  public static final class Failed extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Failed(String what, Throwable cause) {
      super("The history cannot be reset: " + what, cause);
    }
  }

  void run() {
    try (var admin = clients.admin()) {
      // The group first: it is what tells whether somebody still reads.
      deleteGroup(admin);
      deleteChangelog(admin);
    }
  }

  private void deleteGroup(Admin admin) {
    try {
      await(admin.deleteConsumerGroups(List.of(application)).all());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw new InUse(application);
      }
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new Failed("its offsets stay", e);
      }
    }
  }

  private void deleteChangelog(Admin admin) {
    var changelog = application + "-" + HistoryTopology.STORE + "-changelog";
    try {
      await(admin.deleteTopics(List.of(changelog)).all());
      awaitGone(admin, changelog);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new Failed(changelog + " stays", e);
      }
    }
  }

  // A broker may go on knowing a topic for a moment, and Streams would take the old one.
  private static void awaitGone(Admin admin, String topic) throws ExecutionException {
    var until = System.nanoTime() + PATIENCE.toNanos();
    while (await(admin.listTopics().names()).contains(topic)) {
      if (System.nanoTime() > until) {
        throw new Failed(topic + " does not go away", new TimeoutException());
      }
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Failed("Kafka did not answer in " + PATIENCE, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
