package dev.sallyport.service.pages;

import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that policies stand at, to suggest in forms; not necessarily all.
 *
 * @param workflows as {@code repository/file}
 * @param files of workflows alone
 */
public record KnownNames(
    List<String> repositories, List<String> workflows, List<String> files, List<String> clusters) {
  // The owner's book stands still while it is read, and a browser's list of more is of no use.
  private static final int POLICIES = 500;
  private static final int SCOPES_OF_EACH = 50;
  private static final int NAMES = 200;

  public static KnownNames of(OwnerBook book) {
    var repositories = new TreeSet<String>();
    var workflows = new TreeSet<String>();
    var files = new TreeSet<String>();
    var clusters = new TreeSet<String>();
    book.policies().values().stream()
        .filter(policy -> policy.scopes() > 0)
        .limit(POLICIES)
        .flatMap(policy -> book.placements(policy.policy()).stream().limit(SCOPES_OF_EACH))
        .forEach(placement -> {
          switch (placement.scope()) {
            case Scope.Workflow(var repository, var file) -> {
              repositories.add(repository.name());
              workflows.add(repository.name() + "/" + file.name());
              files.add(file.name());
            }
            case Scope.Repository(var repository) -> repositories.add(repository.name());
            case Scope.Cluster(var cluster) -> clusters.add(cluster.name());
            case Scope.Organization _ -> {} // needs no name
          }
        });
    return new KnownNames(some(repositories), some(workflows), some(files), some(clusters));
  }

  private static List<String> some(Set<String> names) {
    return names.stream().limit(NAMES).toList();
  }
}
