package dev.sallyport.topology.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MakingClientsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "isolation.level",
        "main.consumer.isolation.level",
        "auto.offset.reset",
        "enable.idempotence",
        "acks",
        "partitioner.class",
        "processing.guarantee"
      })
  void what_correctness_rests_on_is_not_the_users_to_set(String property) {
    assertThatThrownBy(() -> new KafkaClients(Map.of("bootstrap.servers", "a:9092", property, "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(property);
  }

  @Test
  void addresses_are_needed() {
    assertThatThrownBy(() -> new KafkaClients(Map.of())).hasMessageContaining("bootstrap.servers");
  }

  @Test
  void streams_applications_read_committed_records_whatever_their_guarantee() {
    var properties =
        new KafkaClients(Map.of("bootstrap.servers", "a:9092", "ssl.protocol", "TLSv1.3"))
            .streams(Map.of("application.id", "some"));

    assertThat(properties)
        .containsEntry("consumer.isolation.level", "read_committed")
        .containsEntry("restore.consumer.isolation.level", "read_committed")
        .containsEntry("global.consumer.isolation.level", "read_committed")
        .containsEntry("ssl.protocol", "TLSv1.3");
  }

  @Test
  void a_record_is_delivered_before_its_time_is_up_or_never() {
    // The producer itself checks that its time-outs agree with each other.
    KafkaClients.of("127.0.0.1:1").producer("some", Duration.ofSeconds(8)).close();
  }
}
