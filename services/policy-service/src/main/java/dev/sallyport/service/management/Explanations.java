package dev.sallyport.service.management;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers which policy applies to a job, or applied to it at a moment. */
@Singleton
public class Explanations {
  private final Reads reads;

  @Inject
  Explanations(Reads reads) {
    this.reads = reads;
  }

  /** The job of these names; a workflow or cluster that is left empty is none. */
  public static Job job(
      Owner owner, String repository, @Nullable String workflow, @Nullable String cluster) {
    return new Job(
        owner,
        RepositoryName.of(repository),
        workflow == null || workflow.isEmpty() ? null : new WorkflowFile(workflow),
        cluster == null || cluster.isEmpty() ? null : new ClusterName(cluster));
  }

  /**
   * @param moment null for now
   */
  public Dated<ExplanationJson> explain(Job job, @Nullable Instant moment) {
    var owner = job.owner();
    return moment == null
        ? reads.owner(owner, book -> Explaining.explain(book, job, null))
        : reads.history(
            owner, _ -> {}, log -> Explaining.explain(log.bookAt(owner, moment), job, moment));
  }
}
