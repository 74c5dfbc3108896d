package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.OwnerBook;
import java.util.List;
import java.util.TreeSet;

/** Names that can be suggested since policies are attached to them. */
final class KnownNames {
  // The owner's book stands still while it is read.
  private static final int POLICIES = 500;
  private static final int SCOPES_OF_EACH = 50;

  private KnownNames() {}

  static AttachView.Known in(OwnerBook book) {
    var repositories = new TreeSet<String>();
    var workflows = new TreeSet<String>();
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
            }
            case Scope.Repository(var repository) -> repositories.add(repository.name());
            case Scope.Cluster(var name) -> clusters.add(name.name());
            case Scope.Organization _ -> {} // needs no name
          }
        });
    return new AttachView.Known(
        List.copyOf(repositories), List.copyOf(workflows), List.copyOf(clusters));
  }
}
