package dev.sallyport.topology.telemetry;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends records with a producer that is made when the first is sent, and anew after it broke. A
 * send may have to wait for metadata or for room while Kafka is away. Of any thread.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  private final String name;
  private final Supplier<Producer<byte[], byte[]>> make;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private boolean closed;
  private volatile @Nullable String problem;

  Delivery(String name, Supplier<Producer<byte[], byte[]>> make) {
    this.name = name;
    this.make = make;
  }

  /** Why the last record that ended was not delivered; null if it was. Of any thread. */
  @Nullable String problem() {
    return problem;
  }

  /**
   * @param ended told once how it ended: with null if the record was acknowledged
   */
  void send(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> ended) {
    try {
      send(open(), record, ended);
    } catch (RuntimeException unmade) {
      end(ended, unmade);
    }
  }

  /** The same, if there is a producer already; else false, and nothing has happened. */
  boolean sendAtOnce(ProducerRecord<byte[], byte[]> record, Consumer<@Nullable Exception> ended) {
    var open = producer;
    if (open == null) {
      return false;
    }
    send(open, record, ended);
    return true;
  }

  private void send(
      Producer<byte[], byte[]> open,
      ProducerRecord<byte[], byte[]> record,
      Consumer<@Nullable Exception> ended) {
    try {
      var _ = open.send(record, (_, failure) -> end(ended, failure));
    } catch (RuntimeException broken) {
      // First what tells others to go the way that may wait.
      end(ended, broken);
      drop(open);
    }
  }

  private synchronized Producer<byte[], byte[]> open() {
    if (closed) {
      throw new IllegalStateException(name + " are sent no more");
    }
    var open = producer;
    if (open == null) {
      open = make.get();
      producer = open;
    }
    return open;
  }

  // Not one that another thread has made meanwhile.
  private void drop(Producer<byte[], byte[]> broken) {
    synchronized (this) {
      if (!broken.equals(producer)) {
        return;
      }
      producer = null;
    }
    broken.close(Duration.ZERO);
  }

  private void end(Consumer<@Nullable Exception> ended, @Nullable Exception failure) {
    if (failure == null) {
      if (problem != null) {
        problem = null;
        LOG.info("Kafka takes {} again", name);
      }
    } else {
      if (problem == null) {
        LOG.warn("Kafka does not take {}; what comes now is lost", name, failure);
      }
      problem = String.valueOf(failure.getMessage());
    }
    ended.accept(failure);
  }

  /** What is still under way is given so much time. */
  void close(Duration patience) {
    Producer<byte[], byte[]> open;
    synchronized (this) {
      closed = true;
      open = producer;
      producer = null;
    }
    if (open != null) {
      open.close(patience);
    }
  }
}
