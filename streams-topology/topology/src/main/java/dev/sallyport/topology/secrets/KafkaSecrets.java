package dev.sallyport.topology.secrets;

import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SingleObject;
import dev.sallyport.schemas.serde.UndecodableException;
import dev.sallyport.topology.tail.TopicTail;
import dev.sallyport.topology.topics.KafkaClients;
import dev.sallyport.topology.topics.Topics;
import dev.sallyport.wire.SealedSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets on the topic {@code integration-secrets}, all of which is kept in memory as it is there:
 * encrypted.
 */
public final class KafkaSecrets implements IntegrationSecrets, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaSecrets.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final String topic;
  private final Keyring keyring;
  private final Producer<byte[], byte[]> producer;
  private final TopicTail tail;
  private final Map<String, SealedSecrets> sealed = new ConcurrentHashMap<>();
  private volatile @Nullable Long end;
  private volatile long position = -1;

  private KafkaSecrets(KafkaClients clients, Topics topics, Keyring keyring) {
    this.topic = topics.integrationSecrets().name();
    this.keyring = keyring;
    this.producer = clients.producer("integration-secrets", PATIENCE);
    this.tail =
        new TopicTail(
            topic,
            TopicTail.From.BEGINNING,
            () -> clients.consumer("integration-secrets"),
            new Reading());
  }

  /** Begins to read; {@link #ready} tells when all is known that was there. */
  public static KafkaSecrets start(KafkaClients clients, Topics topics, Keyring keyring) {
    var secrets = new KafkaSecrets(clients, topics, keyring);
    secrets.tail.start();
    return secrets;
  }

  private final class Reading implements TopicTail.Listener {
    @Override
    public void opened(List<Long> ends) {
      end = ends.getFirst();
    }

    @Override
    public void record(ConsumerRecord<byte[], byte[]> record) {
      var key = new String(record.key(), StandardCharsets.UTF_8);
      if (record.value() == null) {
        sealed.remove(key);
        return;
      }
      try {
        sealed.put(key, SingleObject.decode(record.value(), SealedSecrets.class));
      } catch (UndecodableException e) {
        // Whoever asks for it gets nothing, and says so; the others go on.
        LOG.error("{} at offset {} is no secret", topic, record.offset(), e);
      }
    }

    @Override
    public void reached(int partition, long reached) {
      position = reached;
    }
  }

  @Override
  public boolean ready() {
    var known = end;
    return known != null && position >= known;
  }

  @Override
  public void put(SecretsName name, Map<String, String> values) {
    var record = keyring.seal(name, values);
    send(name.key(), SingleObject.encode(record));
    // Here at once: whoever wrote it may ask for it before it has been read.
    sealed.put(name.key(), record);
  }

  @Override
  public void remove(SecretsName name) {
    send(name.key(), null);
    sealed.remove(name.key());
  }

  @Override
  public Optional<Map<String, String>> get(SecretsName name) {
    var found = sealed.get(name.key());
    if (found == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(keyring.open(name, found));
    } catch (Keyring.NotOurs e) {
      throw new Locked(
          "The secrets of this integration cannot be read (%s): set the key that was set when they"
                  .formatted(e.getMessage())
              + " were given, or give them again.");
    }
  }

  @Override
  public String fingerprint(Map<String, String> values) {
    return keyring.fingerprint(values);
  }

  /**
   * Encrypts with the key of now what an earlier one encrypted.
   *
   * @return how many
   */
  public int encryptAnew() {
    var renewed = 0;
    for (var each : sealed.entrySet()) {
      var name = name(each.getKey());
      if (name != null && !keyring.isCurrent(each.getValue())) {
        try {
          put(name, keyring.open(name, each.getValue()));
          renewed++;
        } catch (Keyring.NotOurs e) {
          LOG.error("Secrets {} stay as they are: {}", each.getKey(), e.getMessage());
        }
      }
    }
    return renewed;
  }

  private static @Nullable SecretsName name(String key) {
    var parts = key.split("/", -1);
    var integration = parts.length == 3 ? IntegrationId.read(parts[1]) : null;
    return integration == null ? null : new SecretsName(Owner.of(parts[0]), integration, parts[2]);
  }

  private void send(String key, byte @Nullable [] value) {
    try {
      var _ =
          producer
              .send(new ProducerRecord<>(topic, 0, key.getBytes(StandardCharsets.UTF_8), value))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("Secrets {} may not have been written", key, e);
      throw new Unavailable("Secrets cannot be kept at the moment; nothing was changed.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("Secrets cannot be kept at the moment; nothing was changed.");
    }
  }

  /** Why they are not read on; null if they are, as far as is known. */
  public @Nullable String problem() {
    return tail.problem();
  }

  @Override
  public void close() {
    tail.close();
    producer.close(TO_CLOSE);
  }
}
