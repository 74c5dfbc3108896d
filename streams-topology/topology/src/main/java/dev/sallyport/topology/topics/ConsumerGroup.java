package dev.sallyport.topology.topics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/** A consumer group as the broker sees it, which is not always as its members see it. */
public final class ConsumerGroup {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaClients clients;
  private final String group;

  public ConsumerGroup(KafkaClients clients, String group) {
    this.clients = clients;
    this.group = group;
  }

  /**
   * Who is in the group: the clients' ids and hosts. One that ended without leaving, as Streams
   * applications with a fixed id do, counts until its session times out.
   *
   * @throws InstallationRecord.NoAnswer if Kafka does not answer in 30 seconds
   */
  public List<String> members() {
    try (var admin = clients.admin()) {
      return admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .map(ConsumerGroupDescription::members)
          .flatMap(members -> members.stream())
          .map(member -> member.clientId() + member.host())
          .toList();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw new InstallationRecord.NoAnswer("Kafka cannot describe the group " + group, failed);
    } catch (TimeoutException slow) {
      throw new InstallationRecord.NoAnswer("Kafka did not answer in " + PATIENCE, slow);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /**
   * Waits until nobody is in the group.
   *
   * @return who still is when patience ends
   */
  public List<String> awaitEmpty(Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    var members = members();
    while (!members.isEmpty() && System.nanoTime() < until) {
      try {
        Thread.sleep(Duration.ofMillis(250));
      } catch (InterruptedException interrupted) {
        throw new InterruptException(interrupted);
      }
      members = members();
    }
    return members;
  }
}
