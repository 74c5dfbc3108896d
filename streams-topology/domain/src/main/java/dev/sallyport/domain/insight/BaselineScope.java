package dev.sallyport.domain.insight;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;

/** What a baseline is kept of. */
public sealed interface BaselineScope {
  /** Whose it is. */
  Owner owner();

  /** All repositories of an owner. */
  record OfOrganization(Owner owner) implements BaselineScope {}

  /** All jobs of an owner on one runner cluster. */
  record OfCluster(Owner owner, ClusterName cluster) implements BaselineScope {}

  /** All jobs of a repository. */
  record OfRepository(RepositoryFullName repository) implements BaselineScope {
    @Override
    public Owner owner() {
      return repository.owner();
    }
  }

  /** All jobs of a workflow. */
  record OfWorkflow(RepositoryFullName repository, WorkflowFile workflow) implements BaselineScope {
    @Override
    public Owner owner() {
      return repository.owner();
    }
  }

  /** One job of a workflow, in all of its runs. */
  record OfJob(RepositoryFullName repository, WorkflowFile workflow, JobName job)
      implements BaselineScope {
    @Override
    public Owner owner() {
      return repository.owner();
    }
  }
}
