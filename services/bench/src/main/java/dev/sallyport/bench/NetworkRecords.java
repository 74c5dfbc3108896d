package dev.sallyport.bench;

import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/** What reports of agents become on the broker. */
final class NetworkRecords {
  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaClients clients;
  private final String topic;

  NetworkRecords(KafkaClients clients, Topics topics) {
    this.clients = clients;
    this.topic = topics.networkEvents().name();
  }

  /** Makes a topic with as many partitions. */
  void makeBeside(String name) {
    try (var admin = clients.admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions().size(), (short) 1))).all().get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Topic " + name + " could not be made", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  /** Of a record there now, its key included. */
  int meanBytes() {
    try (var consumer = clients.consumer("bench-sizes")) {
      var partitions = partitions();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var bytes = 0L;
      var count = 0;
      for (var polled = consumer.poll(POLL); !polled.isEmpty(); polled = consumer.poll(POLL)) {
        for (var each : polled) {
          bytes += each.serializedKeySize() + each.serializedValueSize();
          count++;
        }
      }
      if (count == 0) {
        throw new IllegalStateException("Nothing is in " + topic);
      }
      return Math.toIntExact(bytes / count);
    }
  }

  private List<TopicPartition> partitions() {
    try (var consumer = clients.consumer("bench-partitions")) {
      return consumer.partitionsFor(topic).stream()
          .map(each -> new TopicPartition(topic, each.partition()))
          .toList();
    }
  }
}
