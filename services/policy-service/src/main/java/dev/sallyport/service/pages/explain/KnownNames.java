package dev.sallyport.service.pages.explain;

import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Names that policies stand at, to choose from; not necessarily all. */
public record KnownNames(List<String> repositories, List<String> workflows, List<String> clusters) {
  // As many as a browser's list is of use with, and as are found without keeping anybody waiting.
  private static final int MOST = 200;
  private static final int POLICIES = 1_000;

  static KnownNames of(OwnerBook book) {
    var repositories = new TreeSet<String>();
    var workflows = new TreeSet<String>();
    var clusters = new TreeSet<String>();
    book.policies().values().stream()
        .filter(policy -> policy.scopes() > 0)
        .limit(POLICIES)
        .flatMap(policy -> book.placements(policy.policy()).stream().limit(MOST))
        .forEach(placement -> {
          switch (placement.scope()) {
            case Scope.Workflow(var repository, var file) -> {
              repositories.add(repository.name());
              workflows.add(file.name());
            }
            case Scope.Repository(var repository) -> repositories.add(repository.name());
            case Scope.Cluster(var cluster) -> clusters.add(cluster.name());
            case Scope.Organization _ -> {}
          }
        });
    return new KnownNames(some(repositories), some(workflows), some(clusters));
  }

  private static List<String> some(Set<String> names) {
    return names.stream().limit(MOST).toList();
  }
}
