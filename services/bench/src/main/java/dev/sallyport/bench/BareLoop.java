package dev.sallyport.bench;

import static java.util.Collections.nCopies;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;

/**
 * The least that an exactly-once answer can cost on this broker: a record in, the records that one
 * update of a policy writes out in a transaction, as many of them to as many partitions, and the
 * answer back to whoever sent it. No store, no rule, no HTTP. The limit of a change.
 */
final class BareLoop implements AutoCloseable {
  private static final String IN = "bench-in";
  private static final String OUT = "bench-out";
  // An event; the policy, its text, the owner's totals and head; the outcome that is remembered.
  private static final Map<String, Integer> BESIDES =
      Map.of("bench-events", 1, "bench-state", 4, "bench-remembered", 1);
  private static final int BYTES = 400;
  // Where a single client waits least on a broker of one's own.
  private static final int COMMIT_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int partitions;
  private final KafkaStreams streams;
  private final Producer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> answers;
  private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Thread reader;
  private long sent;

  BareLoop(String bootstrapServers, int partitions, String stateFolder) {
    this.partitions = partitions;
    create(bootstrapServers);
    streams = new KafkaStreams(topology(), streamsProperties(bootstrapServers, stateFolder));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    answers =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader = Thread.ofPlatform().name("bare-loop-answers").unstarted(this::read);
    start();
  }

  private void create(String bootstrapServers) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              Stream.concat(Stream.of(IN, OUT), BESIDES.keySet().stream())
                  .map(topic -> new NewTopic(topic, partitions, (short) 1))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("The bare loop's topics cannot be made", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static Topology topology() {
    var builder = new StreamsBuilder();
    KStream<byte[], byte[]> in = builder.stream(IN);
    BESIDES.forEach(
        (topic, records) -> in.flatMapValues(value -> nCopies(records, value)).to(topic));
    in.to(OUT);
    return builder.build();
  }

  private static Properties streamsProperties(String bootstrapServers, String stateFolder) {
    var properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-bare-loop");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateFolder);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    properties.put(StreamsConfig.POLL_MS_CONFIG, COMMIT_MILLIS);
    properties.put(StreamsConfig.producerPrefix("linger.ms"), 0);
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    return properties;
  }

  private void start() {
    var running = new CountDownLatch(1);
    streams.setStateListener((state, _) -> {
      if (state == KafkaStreams.State.RUNNING) {
        running.countDown();
      }
    });
    streams.start();
    var all = IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(OUT, i)).toList();
    answers.assign(all);
    answers.seekToEnd(all);
    all.forEach(answers::position);
    reader.start();
    try {
      if (!running.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("The bare loop does not run: " + streams.state());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private void read() {
    try {
      while (true) {
        for (var each : answers.poll(Duration.ofSeconds(1))) {
          var waits = waiting.remove(ByteBuffer.wrap(each.value()).getLong());
          if (waits != null) {
            waits.complete(null);
          }
        }
      }
    } catch (WakeupException closing) {
      answers.close();
    }
  }

  private synchronized CompletableFuture<Void> send() {
    var number = sent++;
    var done = new CompletableFuture<Void>();
    waiting.put(number, done);
    var bytes = ByteBuffer.allocate(BYTES).putLong(number).array();
    var _ =
        producer.send(
            new ProducerRecord<>(IN, (int) (number % partitions), null, bytes),
            (_, failure) -> {
              if (failure != null) {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  /** One client after the other's answer, or several at once, for so long. */
  Load.Result run(int clients, Duration duration) {
    Histogram latencies = new ConcurrentHistogram(TimeUnit.SECONDS.toNanos(60), 3);
    var start = System.nanoTime();
    var end = start + duration.toNanos();
    var threads =
        IntStream.range(0, clients)
            .mapToObj(_ ->
                Thread.ofVirtual()
                    .start(() -> {
                      while (System.nanoTime() < end) {
                        var from = System.nanoTime();
                        await(send());
                        latencies.recordValue(System.nanoTime() - from);
                      }
                    }))
            .toList();
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", interrupted);
      }
    }
    return new Load.Result(
        latencies.getTotalCount(), 0, Duration.ofNanos(System.nanoTime() - start), latencies);
  }

  private static void await(CompletableFuture<Void> done) {
    try {
      done.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException unanswered) {
      throw new IllegalStateException("The bare loop does not answer", unanswered);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    answers.wakeup();
    producer.close();
    streams.close(Duration.ofSeconds(10));
  }
}
