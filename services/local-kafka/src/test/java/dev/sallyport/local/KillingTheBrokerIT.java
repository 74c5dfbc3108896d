package dev.sallyport.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillingTheBrokerIT {
  private static final TopicPartition PARTITION = new TopicPartition("kept", 0);

  @TempDir private Path folder = Path.of("");

  @Test
  void keeps_what_it_has_acknowledged_and_comes_back_under_the_same_address() throws Exception {
    try (var kafka = LocalKafka.start(folder.resolve("data"))) {
      var address = kafka.bootstrapServers();
      try (var admin = Admin.create(Map.of("bootstrap.servers", address));
          var producer =
              new KafkaProducer<>(
                  Map.of("bootstrap.servers", address),
                  new StringSerializer(),
                  new StringSerializer())) {
        admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
        producer.send(new ProducerRecord<>(PARTITION.topic(), "acknowledged")).get();
      }

      kafka.kill();
      kafka.restart();

      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      assertThat(firstRecord(address)).isEqualTo("acknowledged");
    }
  }

  private static String firstRecord(String address) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
    }
  }

  @Test
  void refuses_settings_with_the_code_that_says_so() throws Exception {
    var refused = LocalKafka.program(folder, -1, Ports.free()).start();
    var said = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(refused.waitFor()).as(said).isEqualTo(ChildJvm.CONFIGURATION_REFUSED);
    assertThat(said).contains("refuses its settings");
  }
}
