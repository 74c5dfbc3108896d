package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.DetectedJob;
import dev.sallyport.domain.insight.LockdownAction;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.insight.DetectionStatus;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A detection in the list.
 *
 * @param type its name
 * @param status new, suppressed or resolved
 * @param destination null where it is about a process
 * @param address that the destination's name led to; null if unknown, or the destination itself
 * @param processes innermost first
 * @param cut whether there were more processes
 * @param terminates what whoever reported it was told; null where nobody asked
 * @param rule that suppresses it, whatever its status
 */
public record DetectionRow(
    String id,
    String type,
    TypeWords words,
    String status,
    Moment at,
    @Nullable String destination,
    @Nullable String address,
    List<String> processes,
    boolean cut,
    JobView job,
    @Nullable PolicyLink policy,
    boolean globally,
    @Nullable Boolean terminates,
    @Nullable Resolution resolved,
    @Nullable RuleName rule) {

  /**
   * @param run null if it is not known
   * @param runPath the page of the run
   */
  public record JobView(
      String repository,
      @Nullable String workflow,
      @Nullable String name,
      @Nullable String cluster,
      @Nullable String run,
      @Nullable String runPath) {
    static JobView of(DetectedJob job) {
      var repository = job.repository();
      var run = job.run();
      return new JobView(
          repository.repository().name(),
          job.workflow() == null ? null : job.workflow().name(),
          job.name() == null ? null : job.name().name(),
          job.cluster() == null ? null : job.cluster().name(),
          run == null ? null : run.digits(),
          run == null
              ? null
              : "/github/%s/%s/actions/runs/%s"
                  .formatted(repository.owner().name(), repository.repository().name(), run));
    }
  }

  /**
   * @param served the entry of its history that was the last when it was served
   */
  public record PolicyLink(String name, String path, long version, String served) {
    static PolicyLink of(String owner, AnsweredPolicy policy) {
      var path = Links.policy(owner, policy.policy().value());
      return new PolicyLink(
          policy.policy().value(),
          path,
          policy.version(),
          "%s/history/%d".formatted(path, policy.revision()));
    }
  }

  /** Who saw to it and when. */
  public record Resolution(String who, Moment when) {
    static Resolution of(Insights.Resolved resolved) {
      return new Resolution(resolved.actorName(), new Moment(resolved.at()));
    }
  }

  /**
   * @param standing whether it was not removed since
   */
  public record RuleName(String id, String name, boolean standing) {
    static RuleName of(SuppressionRuleEntry entry) {
      var rule = entry.rule();
      return new RuleName(
          rule.id().digits(), rule.name().isEmpty() ? rule.detection() : rule.name(), entry.live());
    }
  }

  static DetectionRow of(FoundDetection found, List<SuppressionRuleEntry> rules) {
    var detection = found.detection();
    var destination = detection.destination();
    var address = detection.address();
    var policy = detection.policy();
    var action = detection.action();
    var resolved = found.resolved();
    var rule =
        rules.stream()
            .filter(entry -> entry.rule().suppresses(detection, entry.removedAt()))
            .findFirst()
            .map(RuleName::of)
            .orElse(null);
    var owner = detection.job().repository().owner().name();
    return new DetectionRow(
        detection.id().digits(),
        detection.type().text(),
        TypeWords.of(detection),
        DetectionStatus.of(found, rules).text(),
        new Moment(detection.at()),
        destination == null ? null : destination.toString(),
        address == null || (destination != null && destination.isAddress()) ? null : address.text(),
        detection.processes().processes().stream().map(ObservedProcess::name).toList(),
        detection.processes().cut(),
        JobView.of(detection.job()),
        policy == null ? null : PolicyLink.of(owner, policy),
        detection.globally(),
        action == null ? null : action == LockdownAction.TERMINATE,
        resolved == null ? null : Resolution.of(resolved),
        rule);
  }

  public boolean isNew() {
    return status.equals(DetectionStatus.NEW.text());
  }

  /** What tells its buttons from those of others. */
  public String subject() {
    return destination == null ? type : type + " " + destination;
  }
}
