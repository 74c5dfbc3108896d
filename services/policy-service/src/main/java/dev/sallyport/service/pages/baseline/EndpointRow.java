package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.topology.insight.Baseline;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of a baseline.
 *
 * @param latest where it was called, newest first
 * @param repositories that called it, those that did last first
 * @param others how many more repositories did
 */
public record EndpointRow(
    String endpoint,
    Moment first,
    Moment last,
    long calls,
    long runs,
    boolean unexpected,
    List<Seen> latest,
    List<Calling> repositories,
    int others) {
  private static final int MOST_LATEST = 20;
  private static final int MOST_REPOSITORIES = 10;

  public EndpointRow {
    latest = List.copyOf(latest);
    repositories = List.copyOf(repositories);
  }

  /** A run in which it was called, and by what. */
  public record Seen(
      String run,
      String path,
      String repository,
      @Nullable String workflow,
      @Nullable String job,
      Moment moment) {}

  /**
   * @param path of its baseline
   */
  public record Calling(String name, String path) {}

  static EndpointRow of(String owner, Baseline.Endpoint endpoint) {
    var calling = new LinkedHashMap<String, RepositoryName>();
    for (var each : endpoint.observations()) {
      var repository = each.repository().repository();
      calling.putIfAbsent(repository.key(), repository);
    }
    return new EndpointRow(
        endpoint.destination().toString(),
        new Moment(endpoint.first()),
        new Moment(endpoint.last()),
        endpoint.calls(),
        endpoint.runs(),
        endpoint.unexpected(),
        endpoint.observations().stream().limit(MOST_LATEST).map(each -> seen(owner, each)).toList(),
        calling.values().stream()
            .limit(MOST_REPOSITORIES)
            .map(each -> calling(owner, each))
            .toList(),
        Math.max(0, calling.size() - MOST_REPOSITORIES));
  }

  private static Seen seen(String owner, Baseline.Observed observed) {
    var repository = observed.repository().repository().name();
    var workflow = observed.workflow();
    var job = observed.job();
    var run = observed.run().digits();
    return new Seen(
        run,
        Links.run(owner, repository, run),
        repository,
        workflow == null ? null : workflow.name(),
        job == null ? null : job.name(),
        new Moment(observed.at()));
  }

  private static Calling calling(String owner, RepositoryName repository) {
    var query = new ScopeQuery("repository", repository.name(), "", "", "");
    return new Calling(repository.name(), query.at(Links.baseline(owner)).toString());
  }
}
