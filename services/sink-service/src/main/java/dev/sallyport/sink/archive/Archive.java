package dev.sallyport.sink.archive;

import dev.sallyport.archive.Archiver;
import dev.sallyport.archive.Bucket;
import dev.sallyport.archive.DailyManifests;
import dev.sallyport.archive.Manifests;
import dev.sallyport.archive.Progress;
import dev.sallyport.archive.S3Bucket;
import dev.sallyport.schemas.serde.RegistryClient;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.topics.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The archive of an installation at work: its objects and its manifests. */
final class Archive implements AutoCloseable {
  private static final Topics TOPICS = new Topics("");

  private final Bucket bucket;
  private final RegistryClient registry;
  private final Archiver archiver;
  private final DailyManifests manifests;

  Archive(ArchivePlan plan, Archiver.Listener listener, InstantSource clock) {
    var configuration = plan.configuration();
    this.bucket = S3Bucket.of(configuration.s3());
    this.registry = new RegistryClient(plan.registry());
    this.archiver =
        new Archiver(
            plan.clients(),
            topics(),
            TOPICS.archiveGroup(),
            bucket,
            SchemaIds.inMemory(registry),
            configuration.cutting(),
            listener);
    // One of those who archive writes them: the one that has the first partition of the events.
    var first = new TopicPartition(TOPICS.policyEvents().name(), 0);
    this.manifests =
        new DailyManifests(
            bucket,
            plan.clients(),
            TOPICS,
            new Manifests(bucket, TOPICS, configuration.key()),
            () -> archiver.progress().containsKey(first),
            clock);
  }

  /** What is archived. */
  static List<String> topics() {
    return List.of(TOPICS.policyEvents().name(), TOPICS.detections().name());
  }

  /** Begins in the background, whether Kafka and the bucket are there or not. */
  void start() {
    archiver.start();
    manifests.start();
  }

  Map<TopicPartition, Progress> progress() {
    return archiver.progress();
  }

  int resting() {
    return archiver.resting().size();
  }

  /** What is wrong, by what it is wrong with; empty where all is well. */
  Map<String, String> troubles() {
    var troubles = new TreeMap<String, String>();
    add(troubles, "archive", archiver.problem());
    add(troubles, "manifests", manifests.problem());
    archiver.resting().forEach((partition, why) -> troubles.put(partition.toString(), why));
    return troubles;
  }

  private static void add(Map<String, String> troubles, String name, @Nullable String problem) {
    if (problem != null) {
      troubles.put(name, problem);
    }
  }

  @Override
  public void close() {
    manifests.close();
    archiver.close();
    registry.close();
    bucket.close();
  }
}
