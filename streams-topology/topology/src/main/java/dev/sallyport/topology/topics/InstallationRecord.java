package dev.sallyport.topology.topics;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What is known of the installation as a whole, in a small compacted topic: with how many
 * partitions it started, and how far its last rebuild went. Texts under names.
 */
public final class InstallationRecord {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaClients clients;
  private final Topic topic;

  public InstallationRecord(KafkaClients clients, Topics topics) {
    this.clients = clients;
    this.topic = topics.installation();
  }

  /**
   * The text under a name, as of now.
   *
   * @throws NoAnswer if Kafka does not answer in 20 seconds
   */
  public Optional<String> read(String name) {
    var partition = new TopicPartition(topic.name(), 0);
    var found = new TreeMap<String, String>();
    var until = Instant.now().plus(PATIENCE);
    try (var consumer = clients.consumer("installation")) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
      while (consumer.position(partition, PATIENCE) < end) {
        if (Instant.now().isAfter(until)) {
          throw new NoAnswer("Reading " + topic.name() + " took more than " + PATIENCE);
        }
        for (var each : consumer.poll(Duration.ofMillis(100))) {
          if (each.value() == null) {
            found.remove(text(each.key()));
          } else {
            found.put(text(each.key()), text(each.value()));
          }
        }
      }
    }
    return Optional.ofNullable(found.get(name));
  }

  /**
   * Puts a text under a name and returns once it is kept.
   *
   * @throws NoAnswer if Kafka does not take it in 20 seconds
   */
  public void write(String name, String text) {
    try (var producer = clients.producer("installation", PATIENCE)) {
      producer
          .send(new ProducerRecord<>(topic.name(), 0, bytes(name), bytes(text)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new NoAnswer("Writing " + topic.name() + " failed", failed);
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /** Kafka could not be asked. */
  public static final class NoAnswer extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoAnswer(String message) {
      super(message);
    }

    NoAnswer(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
