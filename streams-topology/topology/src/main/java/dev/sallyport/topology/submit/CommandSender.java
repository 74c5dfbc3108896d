package dev.sallyport.topology.submit;

import dev.sallyport.topology.topics.KafkaClients;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends commands on a thread of its own: while Kafka is away a send may wait for metadata or for
 * room in the buffer, which no caller's thread must do.
 */
final class CommandSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
  private static final Duration TO_CLOSE = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final Duration delivery;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("command-sender").factory());

  // Of the sending thread.
  private @Nullable Producer<byte[], byte[]> producer;

  CommandSender(KafkaClients clients, Duration delivery) {
    this.clients = clients;
    this.delivery = delivery;
  }

  /**
   * Sends the record unless nobody wants it any more.
   *
   * @param wanted asked just before it is sent
   * @param notSent told if it certainly did not reach Kafka; where that is not certain, nobody is
   *     told
   */
  void send(
      ProducerRecord<byte[], byte[]> record, BooleanSupplier wanted, Consumer<Exception> notSent) {
    try {
      thread.execute(() -> {
        if (wanted.getAsBoolean()) {
          sendNow(record, notSent);
        }
      });
    } catch (RejectedExecutionException closed) {
      notSent.accept(closed);
    }
  }

  private void sendNow(ProducerRecord<byte[], byte[]> record, Consumer<Exception> notSent) {
    try {
      if (producer == null) {
        producer = clients.producer("policy-commands", delivery);
      }
      var _ =
          producer.send(
              record,
              (_, failure) -> {
                if (failure != null) {
                  failed(failure, notSent);
                }
              });
    } catch (TimeoutException noRoom) {
      notSent.accept(noRoom);
    } catch (RuntimeException failure) {
      LOG.warn("The producer of commands failed; the next command gets another", failure);
      closeProducer(Duration.ZERO);
      notSent.accept(failure);
    }
  }

  // A record that timed out may have been written and only its acknowledgement lost.
  private static void failed(Exception failure, Consumer<Exception> notSent) {
    LOG.warn("A command may not have been delivered", failure);
    if (failure instanceof RecordTooLargeException
        || failure instanceof AuthorizationException
        || failure instanceof AuthenticationException) {
      notSent.accept(failure);
    }
  }

  private void closeProducer(Duration patience) {
    var open = producer;
    producer = null;
    if (open != null) {
      open.close(patience);
    }
  }

  @Override
  public void close() {
    thread.execute(() -> closeProducer(TO_CLOSE));
    thread.close();
  }
}
