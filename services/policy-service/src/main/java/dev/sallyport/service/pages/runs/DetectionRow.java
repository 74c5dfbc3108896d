package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stood out in a job.
 *
 * @param endpoint null where it is about a process
 * @param processes innermost first; none if unknown
 * @param resolvedBy who looked at it; null if nobody did
 */
public record DetectionRow(
    String type,
    Moment moment,
    String job,
    @Nullable String endpoint,
    List<ObservedProcess> processes,
    @Nullable String resolvedBy) {
  public DetectionRow {
    processes = List.copyOf(processes);
  }

  static DetectionRow of(FoundDetection found) {
    var detection = found.detection();
    var name = detection.job().name();
    var destination = detection.destination();
    var resolved = found.resolved();
    return new DetectionRow(
        detection.type().text(),
        new Moment(detection.at()),
        name == null ? detection.job().correlation().text() : name.name(),
        destination == null ? null : destination.toString(),
        detection.processes().processes(),
        resolved == null ? null : resolved.actorName());
  }
}
