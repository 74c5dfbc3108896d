package dev.sallyport.domain.names;

/**
 * Where a policy can stand within an owner. The most specific scope wins as a whole; nothing is
 * merged across scopes.
 */
public sealed interface Scope {
  /** One workflow file of one repository. */
  record Workflow(RepositoryName repository, WorkflowFile file) implements Scope {}

  /** Every workflow of one repository. */
  record Repository(RepositoryName repository) implements Scope {}

  /** Every repository of the owner. */
  record Organization() implements Scope {}

  /** Every job on one runner cluster. */
  record Cluster(ClusterName name) implements Scope {}

  /**
   * A text that is equal exactly for equal scopes. Unambiguous since no name may hold a slash, and
   * stored: it must never change.
   */
  default String key() {
    return switch (this) {
      case Workflow(var repository, var file) -> "w/" + repository.key() + "/" + file.name();
      case Repository(var repository) -> "r/" + repository.key();
      case Organization _ -> "o";
      case Cluster(var name) -> "c/" + name.name();
    };
  }

  /** For people: {@code workflow app/ci.yml}, {@code repository app}, {@code organization}. */
  default String describe() {
    return switch (this) {
      case Workflow(var repository, var file) -> "workflow " + repository + "/" + file;
      case Repository(var repository) -> "repository " + repository;
      case Organization _ -> "organization";
      case Cluster(var name) -> "cluster " + name;
    };
  }
}
