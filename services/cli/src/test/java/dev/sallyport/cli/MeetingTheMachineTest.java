package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeetingTheMachineTest {
  @Test
  void a_taken_port_is_named_with_its_setting() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(Machine.port("127.0.0.1", port, Setting.LOCAL_KAFKA_PORT))
          .singleElement()
          .asString()
          .contains(String.valueOf(port), "--kafka-port or SALLYPORT_LOCAL_KAFKA_PORT");
    }
  }

  @Test
  void an_address_of_another_machine_is_no_taken_port() {
    assertThat(Machine.port("192.0.2.1", 8080, Setting.HTTP_PORT))
        .singleElement()
        .asString()
        .contains("192.0.2.1 is no address of this machine", "--host or SALLYPORT_HTTP_HOST")
        .doesNotContain("taken");
  }

  @Test
  void too_little_memory_is_said_in_numbers() {
    assertThat(Machine.memory(OptionalLong.of(300L << 20)))
        .singleElement()
        .asString()
        .contains("300 MiB", "1024 MiB");
    assertThat(Machine.memory(OptionalLong.of(4L << 30))).isEmpty();
    assertThat(Machine.memory(OptionalLong.empty())).isEmpty();
  }
}
