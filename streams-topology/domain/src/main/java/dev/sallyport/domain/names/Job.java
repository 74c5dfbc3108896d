package dev.sallyport.domain.names;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a runner tells of a job when it asks for its policy. For a reusable workflow these are the
 * caller's repository and file, as the clients send them.
 */
public record Job(
    Owner owner,
    RepositoryName repository,
    @Nullable WorkflowFile workflow,
    @Nullable ClusterName cluster) {

  /** The scopes this job falls under, the most specific first: the order of precedence. */
  public List<Scope> scopes() {
    var scopes = new ArrayList<Scope>(4);
    if (workflow != null) {
      scopes.add(new Scope.Workflow(repository, workflow));
    }
    scopes.add(new Scope.Repository(repository));
    scopes.add(new Scope.Organization());
    if (cluster != null) {
      scopes.add(new Scope.Cluster(cluster));
    }
    return scopes;
  }
}
