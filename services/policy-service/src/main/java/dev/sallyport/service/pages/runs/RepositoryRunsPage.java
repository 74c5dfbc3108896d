package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.access.Permission;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.pages.Frame;
import dev.sallyport.service.pages.Frames;
import dev.sallyport.service.pages.Place;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.NoSuchResource;
import dev.sallyport.service.security.Needs;
import dev.sallyport.service.security.Page;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The workflow runs of a repository, and each of them. */
@Path("/github/{owner}/{repo}/actions/runs")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RepositoryRunsPage {
  private static final int MOST_EVENTS = 2_000;
  private static final int MOST_DETECTIONS = 500;

  private final RunLists lists;
  private final Insights insights;
  private final ServedPolicies policies;
  private final Frames frames;

  @Inject
  RepositoryRunsPage(RunLists lists, Insights insights, ServedPolicies policies, Frames frames) {
    this.lists = lists;
    this.insights = insights;
    this.policies = policies;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "runs")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance summary(Frame frame, RunView run);

    /**
     * @param job whose calls these are; null if the run has none
     * @param verdicts to choose from
     * @param total how many calls of the job are kept
     * @param others whether somebody else reported some of them
     */
    static native TemplateInstance events(
        Frame frame,
        RunView run,
        RunQuery query,
        @Nullable JobView job,
        List<VerdictChoice> verdicts,
        List<EventRow> events,
        int total,
        boolean others);

    /**
     * @param total how many there are
     */
    static native TemplateInstance detections(
        Frame frame, RunView run, List<DetectionRow> detections, int total);
  }

  /**
   * @param word as the form sends it
   */
  public record VerdictChoice(String word, String title, boolean chosen) {}

  @GET
  @Needs(Permission.READ)
  @Page
  public TemplateInstance list(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repo,
      @QueryParam("page") @Nullable String page,
      @Context ContainerRequestContext request) {
    return lists.ofRepository(
        request, Owner.organization(ownerName), RepositoryName.of(repo), page);
  }

  @GET
  @Path("{id}")
  @Needs(Permission.READ)
  @Page
  public TemplateInstance run(
      @PathParam("owner") String ownerName,
      @PathParam("repo") String repo,
      @PathParam("id") String id,
      @BeanParam RunQuery query,
      @Context ContainerRequestContext request) {
    var repository = RepositoryFullName.of(ownerName, repo);
    var run = insights.run(repository, new RunId(id));
    if (run == null) {
      throw new Rejection(new NoSuchResource());
    }
    var view = RunView.of(repository.owner(), run, query, policies.of(repository.owner()));
    var frame = frames.of(request, repository.owner(), Place.RUNS);
    return switch (query.shown()) {
      case SUMMARY -> Templates.summary(frame, view);
      case NETWORK_EVENTS -> events(frame, repository, view, query);
      case DETECTIONS -> detections(frame, view, run.detections());
    };
  }

  private TemplateInstance events(
      Frame frame, RepositoryFullName repository, RunView run, RunQuery query) {
    var job = chosen(run.jobs(), query.job());
    if (job == null) {
      return Templates.events(frame, run, query, null, List.of(), List.of(), 0, false);
    }
    var id = new MonitoredJob(repository, new RunId(run.head().run()), new CorrelationId(job.id()));
    var events =
        insights.events(id, MOST_EVENTS).stream()
            .map(event -> EventRow.of(event, job.policy()))
            .toList();
    var verdicts =
        Stream.of(Verdict.values())
            .map(each -> {
              var word = RunQuery.word(each);
              return new VerdictChoice(word, each.text(), word.equals(query.verdict()));
            })
            .toList();
    var passing = events.stream().filter(event -> event.passes(query)).toList();
    var others = events.stream().anyMatch(EventRow::others);
    return Templates.events(frame, run, query, job, verdicts, passing, events.size(), others);
  }

  private static @Nullable JobView chosen(List<JobView> jobs, String id) {
    if (!id.isEmpty()) {
      return jobs.stream()
          .filter(job -> job.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new Rejection(new NoSuchResource()));
    }
    return jobs.stream()
        .filter(job -> job.calls() > 0)
        .findFirst()
        .or(() -> jobs.stream().findFirst())
        .orElse(null);
  }

  private static TemplateInstance detections(Frame frame, RunView run, List<FoundDetection> found) {
    var rows = found.stream().limit(MOST_DETECTIONS).map(DetectionRow::of).toList();
    return Templates.detections(frame, run, rows, found.size());
  }
}
