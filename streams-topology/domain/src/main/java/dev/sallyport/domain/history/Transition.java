package dev.sallyport.domain.history;

import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of how far a policy reaches, such as from specific workflows of a repository to the
 * entire repository.
 *
 * @param repository null where it is about the organization
 */
public record Transition(@Nullable RepositoryName repository, Reach from, Reach to) {

  /** How much of an organization or repository. */
  public enum Reach {
    WORKFLOWS("specific workflows"),
    REPOSITORY("entire repository"),
    REPOSITORIES("specific repositories"),
    ORGANIZATION("entire organization");

    private final String words;

    Reach(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** For people: {@code app: specific workflows → entire repository}. */
  public String describe() {
    var change = from.words() + " → " + to.words();
    return repository == null ? change : repository + ": " + change;
  }

  /** The transitions in one change, those of repositories in the order they were named. */
  static List<Transition> of(List<Scope> added, List<Scope> removed) {
    var transitions = new ArrayList<Transition>();
    var organization = new Scope.Organization();
    if (added.contains(organization)) {
      narrow(removed)
          .ifPresent(from -> transitions.add(organizationWide(from, Reach.ORGANIZATION)));
    } else if (removed.contains(organization)) {
      narrow(added).ifPresent(to -> transitions.add(organizationWide(Reach.ORGANIZATION, to)));
    }
    var addedWorkflows = workflowsOf(added);
    var removedWorkflows = workflowsOf(removed);
    for (var scope : added) {
      if (scope instanceof Scope.Repository(var repository)
          && removedWorkflows.contains(repository)) {
        transitions.add(new Transition(repository, Reach.WORKFLOWS, Reach.REPOSITORY));
      }
    }
    for (var scope : removed) {
      if (scope instanceof Scope.Repository(var repository)
          && addedWorkflows.contains(repository)) {
        transitions.add(new Transition(repository, Reach.REPOSITORY, Reach.WORKFLOWS));
      }
    }
    return List.copyOf(transitions);
  }

  private static Transition organizationWide(Reach from, Reach to) {
    return new Transition(null, from, to);
  }

  /** Repositories if there are any, else workflows if there are any. */
  private static Optional<Reach> narrow(List<Scope> scopes) {
    if (scopes.stream().anyMatch(Scope.Repository.class::isInstance)) {
      return Optional.of(Reach.REPOSITORIES);
    }
    return workflowsOf(scopes).isEmpty() ? Optional.empty() : Optional.of(Reach.WORKFLOWS);
  }

  private static Set<RepositoryName> workflowsOf(List<Scope> scopes) {
    var repositories = new LinkedHashSet<RepositoryName>();
    for (var scope : scopes) {
      if (scope instanceof Scope.Workflow(var repository, _)) {
        repositories.add(repository);
      }
    }
    return repositories;
  }
}
