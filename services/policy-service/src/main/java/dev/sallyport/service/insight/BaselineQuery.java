package dev.sallyport.service.insight;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.topology.insight.Baseline;
import dev.sallyport.topology.insight.Insights;
import org.jspecify.annotations.Nullable;

/**
 * Which baseline is asked for.
 *
 * @param search part of an endpoint, in any case; null for all
 */
public record BaselineQuery(BaselineScope scope, @Nullable String search) {
  /**
   * Reads the parameters of a request; one that is empty is left out. Throws a rejection where they
   * do not name one scope.
   *
   * @param repository of the owner, without its name
   * @param workflow of that repository
   * @param job of that workflow
   * @param cluster instead of the others
   */
  public static BaselineQuery of(
      Owner owner,
      @Nullable String repository,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster,
      @Nullable String search) {
    return new BaselineQuery(
        scope(owner, given(repository), given(workflow), given(job), given(cluster)),
        given(search));
  }

  /** What the projections hold of it now. */
  public Baseline answer(Insights insights) {
    return insights.baseline(scope, search);
  }

  private static BaselineScope scope(
      Owner owner,
      @Nullable String repository,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster) {
    if (cluster != null) {
      if (repository != null || workflow != null || job != null) {
        throw malformed("cluster stands alone: a cluster's baseline is that of all its jobs.");
      }
      return new BaselineScope.OfCluster(owner, new ClusterName(cluster));
    }
    if (repository == null) {
      if (workflow != null || job != null) {
        throw malformed("repo is needed with workflow: files of one name are in many.");
      }
      return new BaselineScope.OfOrganization(owner);
    }
    var fullName = new RepositoryFullName(owner, RepositoryName.of(repository));
    if (workflow == null) {
      if (job != null) {
        throw malformed("workflow is needed with job: jobs of one name are in many.");
      }
      return new BaselineScope.OfRepository(fullName);
    }
    var file = new WorkflowFile(workflow);
    return job == null
        ? new BaselineScope.OfWorkflow(fullName, file)
        : new BaselineScope.OfJob(fullName, file, new JobName(job));
  }

  private static @Nullable String given(@Nullable String parameter) {
    return parameter == null || parameter.isEmpty() ? null : parameter;
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
