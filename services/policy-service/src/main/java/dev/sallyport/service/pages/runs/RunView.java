package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.pages.Links;
import dev.sallyport.topology.insight.Run;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run.
 *
 * @param github its address there; null of an owner that is not on github.com
 * @param jobs first seen first
 * @param unverified how many of them are not verified
 */
public record RunView(
    RunRow head,
    String runs,
    @Nullable String github,
    List<TabLink> tabs,
    List<JobView> jobs,
    long unverified) {
  private static final String GITHUB = "https://github.com/";

  public RunView {
    tabs = List.copyOf(tabs);
    jobs = List.copyOf(jobs);
  }

  /** A tab of the page. */
  public record TabLink(String title, String href, boolean current) {}

  static RunView of(
      Owner owner, Run run, RunQuery query, Function<AnsweredPolicy, ServedPolicy> served) {
    var head = RunRow.of(owner.name(), run.summary());
    var jobs = run.jobs().stream().map(job -> JobView.of(head.path(), job, served)).toList();
    return new RunView(
        head,
        Links.runs(owner.name()),
        github(owner, head),
        Stream.of(RunQuery.Tab.values())
            .map(tab -> new TabLink(tab.title(), tab.address(head.path()), tab == query.shown()))
            .toList(),
        jobs,
        jobs.stream().filter(job -> !job.verified()).count());
  }

  private static @Nullable String github(Owner owner, RunRow head) {
    return owner.name().contains("::") // of a GitHub Enterprise Server
        ? null
        : GITHUB
            + Links.run(owner.name(), head.repository(), head.run()).substring("/github/".length());
  }
}
