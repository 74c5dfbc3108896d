package dev.sallyport.topology.delivery;

import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.codec.DetectionEncoder;
import dev.sallyport.topology.codec.InsightRecords;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;

/** Calls that were blocked, each in a job of its own. */
final class FoundDetections {
  private final DetectionEncoder encoder;
  private int jobs;

  FoundDetections(SchemaIds ids) {
    this.encoder = DetectionEncoder.registered(ids);
  }

  /** The value that is now in the topic. */
  byte[] found(
      TestInputTopic<String, byte[]> topic, String owner, String repository, boolean suppressed) {
    var value = found(owner, repository, suppressed);
    topic.pipeInput(owner + "/" + repository, value);
    return value;
  }

  byte[] found(String owner, String repository, boolean suppressed) {
    var job =
        new DetectedJob(
            RepositoryFullName.of(owner, repository),
            null,
            new CorrelationId("0b7c1a52-3f0e-4d34-8f3a-6b1f5d%06d".formatted(jobs++)),
            null,
            null,
            null);
    var detection =
        new Detection(
            DetectionId.of(DetectionType.DOMAIN_BLOCKED, job, "evil.example"),
            DetectionType.DOMAIN_BLOCKED,
            job,
            Played.NOON,
            null,
            null,
            new ProcessChain(List.of(), false),
            null,
            false,
            null);
    var rule = suppressed ? new RuleId("a".repeat(32)) : null;
    return encoder.encode(InsightRecords.encode(detection, Played.NOON, rule));
  }
}
