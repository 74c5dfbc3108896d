package dev.sallyport.service.pages.runners;

import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.SeenRunner;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A runner in the list.
 *
 * @param cluster null if it told none
 * @param repository of its last job
 * @param run of its last job; null if it named none
 * @param runPath the page of that run
 */
public record RunnerRow(
    String name,
    @Nullable String cluster,
    String address,
    Moment first,
    Moment last,
    long lookups,
    String repository,
    @Nullable String run,
    @Nullable String runPath) {

  static RunnerRow of(SeenRunner runner) {
    var repository = runner.repository();
    var run = runner.run();
    return new RunnerRow(
        runner.name(),
        runner.cluster() == null ? null : runner.cluster().name(),
        runner.address().text(),
        new Moment(runner.first()),
        new Moment(runner.last()),
        runner.lookups(),
        repository.repository().name(),
        run == null ? null : run.digits(),
        run == null
            ? null
            : "/github/%s/%s/actions/runs/%s"
                .formatted(repository.owner().name(), repository.repository().name(), run));
  }

  /**
   * @param part in lower case
   */
  boolean matches(String part) {
    return Stream.of(name, cluster == null ? "" : cluster, address, repository)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part));
  }
}
