package dev.sallyport.domain.integration;

import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which repositories an event is about. */
public final class Concerned {
  private Concerned() {}

  /** Empty where it is about none in particular, or about more than single repositories. */
  public static Set<RepositoryName> repositories(PolicyEvent event) {
    return switch (event) {
      case PolicyAttached attached -> {
        var scopes = new HashSet<>(attached.removed());
        attached.placements().forEach(each -> scopes.add(each.scope()));
        yield of(List.copyOf(scopes));
      }
      case PolicyDetached detached -> of(detached.removed());
      default -> Set.of(); // no other event names a scope
    };
  }

  private static Set<RepositoryName> of(List<Scope> scopes) {
    var repositories = new HashSet<RepositoryName>();
    for (var scope : scopes) {
      switch (scope) {
        case Scope.Workflow workflow -> repositories.add(workflow.repository());
        case Scope.Repository repository -> repositories.add(repository.repository());
        case Scope.Organization _, Scope.Cluster _ -> {
          return Set.of();
        }
      }
    }
    return repositories;
  }
}
