package dev.sallyport.archive;

import dev.sallyport.locals3.LocalS3;
import dev.sallyport.topology.topics.KafkaClients;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Archives a topic in a process of its own, and says before and after each object that it is about
 * to be written, so that it can be killed then. Arguments: bootstrap servers, topic, group,
 * endpoint, bucket.
 */
public final class ArchivingUntilKilled {
  static final String PUTTING = "putting";
  static final String PUT = "put";

  private ArchivingUntilKilled() {}

  public static void main(String[] arguments) throws InterruptedException {
    var bucket =
        new Telling(
            S3Bucket.of(
                new S3Settings(
                    arguments[4],
                    "",
                    Optional.of(URI.create(arguments[3])),
                    S3Settings.REGION,
                    true,
                    Optional.of(
                        new S3Settings.Credentials(
                            LocalS3.ACCESS_KEY_ID, LocalS3.SECRET_ACCESS_KEY)),
                    Optional.empty())));
    var archiver =
        new Archiver(
            KafkaClients.of(arguments[0]),
            List.of(arguments[1]),
            arguments[2],
            bucket,
            TopicUnderTest.ids(),
            Cutting.of(20_000, Duration.ofMillis(50)),
            new Silent());
    archiver.start();
    Thread.currentThread().join();
  }

  private record Telling(Bucket bucket) implements Bucket {
    @Override
    public boolean putIfAbsent(String name, byte[] content, Map<String, String> metadata) {
      System.out.println(PUTTING);
      var put = bucket.putIfAbsent(name, content, metadata);
      System.out.println(PUT);
      return put;
    }

    @Override
    public Optional<Map<String, String>> metadata(String name) {
      return bucket.metadata(name);
    }

    @Override
    public Optional<Stored> get(String name) {
      return bucket.get(name);
    }

    @Override
    public List<String> list(String folder, String after, int limit) {
      return bucket.list(folder, after, limit);
    }

    @Override
    public void close() {
      bucket.close();
    }
  }

  private static final class Silent implements Archiver.Listener {
    @Override
    public void written(String topic, long records) {}

    @Override
    public void failed() {
      System.out.println("failed");
    }

    @Override
    public void missed(TopicPartition partition, long from, long to) {
      System.out.println("missed");
    }
  }
}
