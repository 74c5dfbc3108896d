package dev.sallyport.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.topology.KafkaUnderTest.Choice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoosingABrokerTest {
  @ParameterizedTest
  @CsvSource({
    "auto, true, CONTAINER",
    "auto, false, LOCAL",
    "local, true, LOCAL",
    "local, false, LOCAL",
    "container, true, CONTAINER",
    "Container, true, CONTAINER"
  })
  void takes_what_is_there_or_what_is_forced(String setting, boolean docker, Choice chosen) {
    assertThat(Choice.of(setting, () -> docker)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @CsvSource({"container, no Docker on this machine", "docker, 'auto, local or container'"})
  void fails_where_what_is_forced_is_not_there(String setting, String complaint) {
    assertThatThrownBy(() -> Choice.of(setting, () -> false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(complaint);
  }
}
