package dev.sallyport.service.pages.runs;

import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.RunSummary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run in a line.
 *
 * @param workflow null if no policy of it was looked up
 * @param duration from its first report to its last
 */
public record RunRow(
    String run,
    String path,
    String repository,
    String repositoryPath,
    @Nullable String workflow,
    Moment first,
    String duration,
    int jobs,
    int verified,
    long blocked,
    int detections) {

  static RunRow of(String owner, RunSummary run) {
    var repository = run.repository().repository().name();
    var workflow = run.workflow();
    return new RunRow(
        run.run().digits(),
        Links.run(owner, repository, run.run().digits()),
        repository,
        Links.runs(owner, repository),
        workflow == null ? null : workflow.name(),
        new Moment(run.first()),
        words(Duration.between(run.first(), run.last())),
        run.jobs(),
        run.verified(),
        run.blocked(),
        run.detections());
  }

  /** Such as {@code 1 h 5 min}, in its two largest units. */
  static String words(Duration duration) {
    var seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return "%d min %d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
  }
}
