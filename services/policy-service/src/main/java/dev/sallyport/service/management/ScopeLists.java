package dev.sallyport.service.management;

import dev.sallyport.domain.book.Limits;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lists of scopes as requests name them. */
public final class ScopeLists {
  private ScopeLists() {}

  /** The list, unless it is longer than one command may name. */
  public static List<Scope> within(List<Scope> scopes) {
    if (scopes.size() > Limits.SCOPES_PER_COMMAND) {
      throw new Rejection(
          new LimitExceeded("scopes of one change", scopes.size(), Limits.SCOPES_PER_COMMAND));
    }
    return scopes;
  }

  static List<Scope> some(List<Scope> scopes) {
    if (scopes.isEmpty()) {
      throw new Rejection(
          new Malformed(
              "Name at least one scope: organization=true, repository=app, workflow=app/ci.yml,"
                  + " cluster=prod, or a body."));
    }
    return scopes;
  }

  static List<Scope> both(List<Scope> some, List<Scope> others) {
    Set<Scope> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }

  public static List<Scope> ofQuery(
      boolean organization,
      List<String> repositories,
      List<String> workflows,
      List<String> clusters) {
    Set<Scope> scopes = new LinkedHashSet<>();
    if (organization) {
      scopes.add(new Scope.Organization());
    }
    repositories.forEach(name -> scopes.add(new Scope.Repository(RepositoryName.of(name))));
    workflows.forEach(path -> scopes.add(workflow(path)));
    clusters.forEach(name -> scopes.add(new Scope.Cluster(new ClusterName(name))));
    return List.copyOf(scopes);
  }

  private static Scope workflow(String path) {
    var slash = path.indexOf('/');
    if (slash < 0) {
      throw new Rejection(
          new Malformed("workflow is a repository and a file, such as app/ci.yml."));
    }
    return new Scope.Workflow(
        RepositoryName.of(path.substring(0, slash)), new WorkflowFile(path.substring(slash + 1)));
  }
}
