package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeginningWithAKeyTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void draws_a_random_one_that_only_its_owner_can_read() throws Exception {
    var key = AdminKey.begin(pending(), Optional.empty());

    assertThat(key).matches("sp_[A-Za-z0-9_-]{43}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending())))
        .isEqualTo("rw-------");
  }

  @Test
  void takes_the_preset_one() throws Exception {
    assertThat(AdminKey.begin(pending(), Optional.of("preset"))).isEqualTo("preset");
  }

  @Test
  void keeps_to_the_one_of_an_unfinished_start() throws Exception {
    var key = AdminKey.begin(pending(), Optional.empty());

    assertThat(AdminKey.begin(pending(), Optional.empty())).isEqualTo(key);
    assertThat(AdminKey.begin(pending(), Optional.of("preset later"))).isEqualTo(key);
  }

  private Path pending() {
    return folder.resolve("admin-key.pending");
  }
}
