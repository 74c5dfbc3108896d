package dev.sallyport.sink.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.archive.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MeasuringTheArchiveTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Map<TopicPartition, Progress> PROGRESS =
      Map.of(
          new TopicPartition("policy-events", 0),
              new Progress(7, 3, Optional.of(NOON.minusSeconds(20))),
          new TopicPartition("policy-events", 1),
              new Progress(9, 4, Optional.of(NOON.minusSeconds(50))),
          new TopicPartition("detections", 0), new Progress(1, 0, Optional.empty()));

  @Test
  void adds_up_what_waits_of_a_topic() {
    assertThat(ArchiveMetrics.lag(PROGRESS, "policy-events")).isEqualTo(7);
    assertThat(ArchiveMetrics.lag(PROGRESS, "detections")).isZero();
  }

  @Test
  void tells_the_age_of_the_oldest_record() {
    assertThat(ArchiveMetrics.age(PROGRESS, "policy-events", NOON)).isEqualTo(50);
    assertThat(ArchiveMetrics.age(PROGRESS, "detections", NOON)).isZero();
    assertThat(ArchiveMetrics.age(PROGRESS, "policy-events", NOON.minusSeconds(60))).isZero();
  }
}
