package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingWhatRunsTest {
  private static final ProcessIdentity SELF = ProcessIdentity.of(ProcessHandle.current());

  @TempDir private Path data = Path.of("");

  @Test
  void reads_back_what_up_has_written_for_others() throws Exception {
    running(SELF).write(data);

    assertThat(RunningInstance.find(data)).contains(running(SELF));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("run.properties"))))
        .isEqualTo("rw-------");
  }

  @Test
  void finds_nothing_where_nothing_was_started() throws Exception {
    assertThat(RunningInstance.find(data)).isEmpty();
  }

  @Test
  void finds_nothing_where_up_was_killed_but_knows_what_it_had_started() throws Exception {
    var killed = new ProcessIdentity(SELF.pid(), SELF.started().minus(Duration.ofDays(1)));
    running(killed).write(data);

    assertThat(RunningInstance.find(data)).isEmpty();
    assertThat(RunningInstance.lastOn(data)).contains(running(killed));
  }

  @Test
  void client_properties_of_kafka_come_from_the_environment() {
    assertThat(
            ClientProperties.kafka(
                Map.of(
                    "SALLYPORT_KAFKA_BOOTSTRAP_SERVERS", "one:9092",
                    "SALLYPORT_KAFKA_SASL_JAAS_CONFIG", "…;",
                    "SALLYPORT_HTTP_PORT", "8080")))
        .isEqualTo(Map.of("bootstrap.servers", "one:9092", "sasl.jaas.config", "…;"));
  }

  @Test
  void a_user_of_the_registry_is_one_that_is_used() {
    assertThat(
            ClientProperties.registry(
                Map.of(
                    "SALLYPORT_SCHEMA_REGISTRY_URL", "https://registry.acme.example",
                    "SALLYPORT_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO", "name:secret")))
        .isEqualTo(
            Map.of(
                "schema.registry.url", "https://registry.acme.example",
                "schema.registry.basic.auth.user.info", "name:secret",
                "schema.registry.basic.auth.credentials.source", "USER_INFO"));
  }

  @Test
  void a_blank_variable_names_no_data_directory() {
    assertThat(new DataOption().folder(Map.of("SALLYPORT_DATA_DIR", " ")))
        .isEqualTo(new DataOption().folder(Map.of()));
  }

  private static RunningInstance running(ProcessIdentity supervisor) {
    return new RunningInstance(
        supervisor,
        Map.of("broker", SELF, "service", SELF),
        URI.create("https://127.0.0.1:8443"),
        "127.0.0.1:23456",
        URI.create("http://127.0.0.1:23457/apis/ccompat/v7"),
        6);
  }
}
