package dev.sallyport.topology.secrets;

import static dev.sallyport.topology.secrets.EncryptingSecretsTest.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What secrets promise wherever they are kept. */
abstract class IntegrationSecretsContract {
  static final Map<String, String> VALUES = Map.of("token", "xoxb-hush");

  abstract IntegrationSecrets secrets();

  @Test
  void what_is_kept_is_there_at_once_and_under_its_own_name_only() {
    secrets().put(name("acme", 1, 1), VALUES);

    assertThat(secrets().get(name("acme", 1, 1))).contains(VALUES);
    assertThat(secrets().get(name("acme", 1, 2))).isEmpty();
    assertThat(secrets().get(name("globex", 1, 1))).isEmpty();
  }

  @Test
  void a_version_is_removed_and_others_stay() {
    secrets().put(name("acme", 2, 1), VALUES);
    secrets().put(name("acme", 2, 2), Map.of("token", "another"));
    secrets().remove(name("acme", 2, 1));
    secrets().remove(name("acme", 2, 3)); // was never there

    assertThat(secrets().get(name("acme", 2, 1))).isEmpty();
    assertThat(secrets().get(name("acme", 2, 2))).contains(Map.of("token", "another"));
  }

  @Test
  void a_fingerprint_is_made_of_the_values() {
    assertThat(secrets().fingerprint(VALUES))
        .matches("[0-9a-f]{16}")
        .isEqualTo(secrets().fingerprint(VALUES))
        .isNotEqualTo(secrets().fingerprint(Map.of("token", "another")));
  }
}
