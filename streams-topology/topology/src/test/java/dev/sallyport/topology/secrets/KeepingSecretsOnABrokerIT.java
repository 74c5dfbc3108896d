package dev.sallyport.topology.secrets;

import static dev.sallyport.topology.secrets.EncryptingSecretsTest.name;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.topology.KafkaUnderTest;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.TopicDeclarations;
import dev.sallyport.topology.topics.TopicSettings;
import dev.sallyport.topology.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepingSecretsOnABrokerIT extends IntegrationSecretsContract {
  private static final byte[] OLD = "the key before: 32 characters or more".getBytes(UTF_8);
  private static final byte[] NEW = "the key of now: 32 characters or more".getBytes(UTF_8);
  private static final long LIMIT_NANOS = 30_000_000_000L;

  private final Topics topics = new Topics(KafkaUnderTest.fresh("secrets") + ".");
  private final KafkaClients clients = KafkaClients.of(KafkaUnderTest.bootstrapServers());
  private final List<KafkaSecrets> opened = new ArrayList<>();
  private KafkaSecrets secrets;

  @BeforeEach
  void begin() {
    new TopicDeclarations(clients, topics, new TopicSettings(true, 3, (short) 0))
        .ensure(topics.sinks(), 3);
    secrets = opened(new Keyring(OLD, List.of()));
  }

  @AfterEach
  void end() {
    opened.forEach(KafkaSecrets::close);
  }

  /** Once it knows all that was there. */
  private KafkaSecrets opened(Keyring keyring) {
    var started = KafkaSecrets.start(clients, topics, keyring);
    opened.add(started);
    var until = System.nanoTime() + LIMIT_NANOS;
    while (!started.ready()) {
      assertThat(System.nanoTime()).as("nanoseconds").isLessThan(until);
      LockSupport.parkNanos(10_000_000);
    }
    return started;
  }

  @Override
  IntegrationSecrets secrets() {
    return secrets;
  }

  @Test
  void another_instance_knows_what_was_kept_and_removed() {
    secrets.put(name("acme", 1, 1), VALUES);
    secrets.put(name("acme", 1, 2), VALUES);
    secrets.remove(name("acme", 1, 2));

    var other = opened(new Keyring(OLD, List.of()));
    assertThat(other.get(name("acme", 1, 1))).contains(VALUES);
    assertThat(other.get(name("acme", 1, 2))).isEmpty();
  }

  @Test
  void a_new_key_takes_over_and_the_old_one_can_go() {
    secrets.put(name("acme", 1, 1), VALUES);
    secrets.put(name("acme", 2, 1), VALUES);

    var both = opened(new Keyring(NEW, List.of(OLD)));
    assertThat(both.get(name("acme", 1, 1))).contains(VALUES);
    assertThat(both.encryptAnew()).isEqualTo(2);
    assertThat(both.encryptAnew()).isZero();

    var later = opened(new Keyring(NEW, List.of()));
    assertThat(later.get(name("acme", 1, 1))).contains(VALUES);
    assertThat(later.get(name("acme", 2, 1))).contains(VALUES);
  }

  @Test
  void what_no_key_opens_is_told_and_nothing_else_suffers() {
    secrets.put(name("acme", 1, 1), VALUES);

    var other = opened(new Keyring(NEW, List.of()));
    assertThatThrownBy(() -> other.get(name("acme", 1, 1)))
        .isInstanceOf(IntegrationSecrets.Locked.class)
        .hasMessageContaining("give them again");
    assertThat(other.encryptAnew()).isZero();
    other.put(name("acme", 2, 1), VALUES);
    assertThat(other.get(name("acme", 2, 1))).contains(VALUES);
  }
}
