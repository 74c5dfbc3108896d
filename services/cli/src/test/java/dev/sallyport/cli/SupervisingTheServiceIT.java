package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisingTheServiceIT {
  private static final Pattern KEY = Pattern.compile("Admin key {2}(sp_[A-Za-z0-9_-]{43}) ");

  @TempDir private Path folder = Path.of("");

  @Test
  void shows_the_admin_key_on_the_very_first_start_only_and_keeps_it_nowhere() throws Exception {
    String key;
    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      key = KEY.matcher(up.output()).results().findFirst().orElseThrow().group(1);

      assertThat(up.get("/told")).contains("SALLYPORT_ADMIN_KEY=" + key);
      up.await(
          () -> Files.notExists(data().resolve("admin-key.pending")), "the end of the first start");
      assertThat(Files.readString(data().resolve("logs/up.log"))).doesNotContain(key);
      assertThat(Files.readString(data().resolve("logs/service.log"))).doesNotContain(key);
      assertThat(up.child("service").info().commandLine().orElse("")).doesNotContain(key);
    }
    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      assertThat(up.output()).doesNotContain("Admin key");
      assertThat(up.get("/told")).doesNotContain("SALLYPORT_ADMIN_KEY");
    }
  }

  @Test
  void loses_no_admin_key_when_it_is_killed_before_the_user_has_seen_it() throws Exception {
    var failing = Map.of("SALLYPORT_FAKE_FAILS", "yes");
    try (var up = UpProcess.serviceOnly(data(), Ports.free(), failing)) {
      up.awaitOutput("Starting it again");
      up.killHard();
    }
    var pending = data().resolve("admin-key.pending");
    var key = Files.readString(pending).strip();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending)))
        .isEqualTo("rw-------");

    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      assertThat(up.output()).contains("Admin key  " + key);
    }
  }

  @Test
  void begins_with_a_preset_admin_key_without_showing_it() throws Exception {
    var preset = "sp_preset-key-of-the-test-0123456789";
    try (var up =
        UpProcess.serviceOnly(data(), Ports.free(), Map.of("SALLYPORT_ADMIN_KEY", preset))
            .awaitReady()) {
      assertThat(up.get("/told")).contains("SALLYPORT_ADMIN_KEY=" + preset);
      assertThat(up.output()).contains("SALLYPORT_ADMIN_KEY").doesNotContain(preset);
    }
  }

  @Test
  void starts_a_service_again_that_was_killed_and_says_so() throws Exception {
    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      var first = up.child("service");
      first.destroyForcibly();

      up.await(
          () -> up.find("service").filter(next -> next.pid() != first.pid()).isPresent(),
          "another process of the service");
      up.awaitOutput("The service ended (exit code 137). Starting it again in 0.3 s");
      assertThat(Files.readString(data().resolve("logs/up.log"))).contains("Starting it again");
    }
  }

  @Test
  void does_not_start_a_service_again_that_refuses_its_configuration() throws Exception {
    var refused = Map.of("SALLYPORT_FAKE_REFUSES", "yes");
    try (var up = UpProcess.serviceOnly(data(), Ports.free(), refused)) {
      assertThat(up.awaitEnd()).isEqualTo(78);
      assertThat(up.output())
          .contains("The service refuses its configuration and is not started again")
          .contains("This setting is none: SALLYPORT_FAKE_REFUSES")
          .doesNotContain("cannot be written")
          .doesNotContain("Starting it again");
    }
  }

  @Test
  void leaves_no_process_when_it_is_killed_and_its_lock_is_known_as_stale() throws Exception {
    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      var service = up.child("service");
      up.killHard();

      UpProcess.await(() -> !service.isAlive(), () -> "The service outlives up");
    }
    try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
      assertThat(up.output()).contains("ended without cleaning up");
    }
  }

  @Test
  void stops_within_ten_seconds_and_leaves_nothing_when_asked_to() throws Exception {
    for (var signal : new String[] {"TERM", "INT"}) {
      try (var up = UpProcess.serviceOnly(data()).awaitReady()) {
        var service = up.child("service");
        assertThat(up.output()).doesNotContain("ended without cleaning up");

        UpProcess.signal(signal, up.process().pid());

        assertThat(up.process().waitFor(Duration.ofSeconds(10))).isTrue();
        assertThat(service.isAlive()).isFalse();
        assertThat(data().resolve("run.properties")).doesNotExist();
      }
    }
  }

  @Test
  void leaves_the_number_of_partitions_to_an_existing_kafka() throws Exception {
    for (var partitions : new String[] {"12", "6"}) {
      var wanted = Map.of("SALLYPORT_PARTITIONS", partitions);
      try (var up = UpProcess.serviceOnly(data(), Ports.free(), wanted).awaitReady()) {
        assertThat(up.get("/told")).contains("SALLYPORT_PARTITIONS=" + partitions);
      }
    }
  }

  @Test
  void refuses_to_run_twice_on_the_same_data() throws Exception {
    try (var first = UpProcess.serviceOnly(data()).awaitReady();
        var second = UpProcess.serviceOnly(data())) {
      assertThat(second.awaitEnd()).isEqualTo(78);
      assertThat(second.output())
          .contains("Another ./sallyport up (process " + first.process().pid() + ")")
          .contains("--data or SALLYPORT_DATA_DIR");
      assertThat(first.child("service").isAlive()).isTrue();
    }
  }

  @Test
  void names_a_taken_port_and_its_setting() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var up = UpProcess.serviceOnly(data(), taken.getLocalPort(), Map.of())) {
      assertThat(up.awaitEnd()).isEqualTo(78);
      assertThat(up.output())
          .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
          .contains("--port or SALLYPORT_HTTP_PORT");
    }
  }

  private Path data() {
    return folder.resolve("data");
  }
}
