package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.local.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it: real broker, real registry, real policy service. */
class StartingForTheFirstTimeIT {
  private static final Pattern KEY = Pattern.compile("Admin key {2}(sp_[A-Za-z0-9_-]{43}) ");
  private static final String ORGANIZATIONS = "/v1/default/github/organizations";

  @TempDir private Path data = Path.of("");

  @Test
  void prints_a_key_that_opens_the_api_and_still_does_after_a_restart() throws Exception {
    int port = Ports.free();
    String key;
    try (var up = UpProcess.real(data, port).awaitReady()) {
      key = KEY.matcher(up.output()).results().findFirst().orElseThrow().group(1);

      assertThat(up.status(ORGANIZATIONS, key)).isEqualTo(200);
      assertThat(up.status(ORGANIZATIONS, "sp_another")).isEqualTo(401);
      assertThat(data.resolve("admin-key.pending")).doesNotExist();

      var children = List.of(up.child("broker"), up.child("registry"), up.child("service"));
      up.process().toHandle().destroy();
      assertThat(up.process().waitFor(Duration.ofSeconds(10))).isTrue();
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }
    try (var up = UpProcess.real(data, port).awaitReady()) {
      assertThat(up.output()).doesNotContain("Admin key");
      assertThat(up.status(ORGANIZATIONS, key)).isEqualTo(200);
    }
  }
}
