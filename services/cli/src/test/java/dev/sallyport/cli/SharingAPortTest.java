package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.local.Ports;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingAPortTest {
  @TempDir private Path data = Path.of("");

  @Test
  void is_refused_with_the_names_of_all_who_ask_for_it() throws Exception {
    var port = String.valueOf(Ports.free());
    var flags =
        Map.of(
            Setting.DATA_DIR, data.toString(),
            Setting.HTTP_PORT, port,
            Setting.LOCAL_REGISTRY_PORT, port);
    if (!(SettingsReader.read(flags, Map.of())
        instanceof SettingsReader.Reading.Understood(var settings))) {
      throw new AssertionError("refused");
    }
    var directory = DataDirectory.open(data);

    assertThatThrownBy(() -> Plan.make(settings, directory))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("Port " + port + " is asked for by")
        .hasMessageContaining("--port or SALLYPORT_HTTP_PORT")
        .hasMessageContaining("--registry-port or SALLYPORT_LOCAL_REGISTRY_PORT");
  }
}
