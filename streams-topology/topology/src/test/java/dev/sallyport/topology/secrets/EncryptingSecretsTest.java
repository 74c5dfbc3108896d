package dev.sallyport.topology.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.wire.SealedSecrets;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EncryptingSecretsTest {
  private static final Map<String, String> VALUES =
      Map.of("signing-secret", "whsec_hush", "header:x-token", "hush");
  private static final byte[] OLD = "the key before: 32 characters or more".getBytes(UTF_8);
  private static final byte[] NEW = "the key of now: 32 characters or more".getBytes(UTF_8);

  private final Keyring keyring = new Keyring(OLD, List.of());

  static SecretsName name(String owner, int integration, int version) {
    return new SecretsName(
        Owner.of(owner),
        new IntegrationId("%032x".formatted(integration)),
        "%032x".formatted(version));
  }

  @Test
  void opens_what_it_sealed_and_shows_nothing_of_it() throws Exception {
    var sealed = keyring.seal(name("acme", 1, 1), VALUES);

    assertThat(keyring.open(name("acme", 1, 1), sealed)).isEqualTo(VALUES);
    assertThat(new String(SingleObject.encode(sealed), UTF_8)).doesNotContain("hush", "token");
    assertThat(keyring.toString()).doesNotContain("32 characters");
  }

  @Test
  void opens_it_under_no_other_name() {
    var sealed = keyring.seal(name("acme", 1, 1), VALUES);

    for (var other : List.of(name("globex", 1, 1), name("acme", 2, 1), name("acme", 1, 2))) {
      assertThatThrownBy(() -> keyring.open(other, sealed)).isInstanceOf(Keyring.NotOurs.class);
    }
  }

  @Test
  void opens_nothing_of_which_a_bit_was_changed() {
    var sealed = keyring.seal(name("acme", 1, 1), VALUES);
    var length = sealed.getSealed().remaining();

    for (var at : List.of(0, length / 2, length - 1)) {
      var bytes = sealed.getSealed().array().clone();
      bytes[at] ^= 1;
      var changed = new SealedSecrets(sealed.getKeyId(), sealed.getNonce(), ByteBuffer.wrap(bytes));
      assertThatThrownBy(() -> keyring.open(name("acme", 1, 1), changed))
          .isInstanceOf(Keyring.NotOurs.class);
    }
  }

  @Test
  void takes_another_nonce_each_time() {
    var nonces =
        IntStream.range(0, 1_000)
            .mapToObj(_ -> keyring.seal(name("acme", 1, 1), VALUES).getNonce())
            .toList();

    assertThat(new HashSet<>(nonces)).hasSize(1_000);
    assertThat(nonces).allMatch(nonce -> nonce.remaining() == 12);
  }

  @Test
  void a_new_key_beside_the_old_one_opens_both_and_seals_with_the_new() throws Exception {
    var sealed = keyring.seal(name("acme", 1, 1), VALUES);
    var both = new Keyring(NEW, List.of(OLD));

    assertThat(both.isCurrent(sealed)).isFalse();
    var anew = both.seal(name("acme", 1, 1), both.open(name("acme", 1, 1), sealed));
    assertThat(both.isCurrent(anew)).isTrue();
    assertThat(new Keyring(NEW, List.of()).open(name("acme", 1, 1), anew)).isEqualTo(VALUES);
    assertThatThrownBy(() -> new Keyring(NEW, List.of()).open(name("acme", 1, 1), sealed))
        .isInstanceOf(Keyring.NotOurs.class)
        .hasMessageContaining("is not set here");
  }

  @Test
  void a_fingerprint_changes_with_each_value_and_with_the_key() {
    var fingerprint = keyring.fingerprint(VALUES);

    assertThat(fingerprint).matches("[0-9a-f]{16}").isEqualTo(keyring.fingerprint(VALUES));
    assertThat(keyring.fingerprint(Map.of("a", "bc")))
        .isNotEqualTo(keyring.fingerprint(Map.of("ab", "c")));
    assertThat(new Keyring(NEW, List.of()).fingerprint(VALUES)).isNotEqualTo(fingerprint);
  }
}
