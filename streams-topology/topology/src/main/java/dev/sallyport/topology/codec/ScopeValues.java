package dev.sallyport.topology.codec;

import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.events.ScopeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where policies stand. */
final class ScopeValues {
  private ScopeValues() {}

  static dev.sallyport.events.Scope encode(Scope scope) {
    return switch (scope) {
      case Scope.Workflow(var repository, var file) ->
          new dev.sallyport.events.Scope(ScopeKind.WORKFLOW, repository.name(), file.name(), null);
      case Scope.Repository(var repository) ->
          new dev.sallyport.events.Scope(ScopeKind.REPOSITORY, repository.name(), null, null);
      case Scope.Organization _ ->
          new dev.sallyport.events.Scope(ScopeKind.ORGANIZATION, null, null, null);
      case Scope.Cluster(var name) ->
          new dev.sallyport.events.Scope(ScopeKind.CLUSTER, null, null, name.name());
    };
  }

  static Scope decode(dev.sallyport.events.Scope scope) {
    return switch (scope.getKind()) {
      case WORKFLOW ->
          new Scope.Workflow(
              repository(scope), new WorkflowFile(present(scope.getWorkflow(), "workflow")));
      case REPOSITORY -> new Scope.Repository(repository(scope));
      case ORGANIZATION -> new Scope.Organization();
      case CLUSTER -> new Scope.Cluster(new ClusterName(present(scope.getCluster(), "cluster")));
      case UNKNOWN ->
          throw new IllegalArgumentException("a scope of a kind that a newer version knows");
    };
  }

  static List<dev.sallyport.events.Scope> encode(List<Scope> scopes) {
    return scopes.stream().map(ScopeValues::encode).toList();
  }

  static List<Scope> decode(List<dev.sallyport.events.Scope> scopes) {
    return scopes.stream().map(ScopeValues::decode).toList();
  }

  static List<dev.sallyport.events.Placement> encodePlacements(List<Placement> placements) {
    return placements.stream()
        .map(placement ->
            new dev.sallyport.events.Placement(encode(placement.scope()), placement.position()))
        .toList();
  }

  static List<Placement> decodePlacements(List<dev.sallyport.events.Placement> placements) {
    return placements.stream()
        .map(placement -> new Placement(decode(placement.getScope()), placement.getPosition()))
        .toList();
  }

  private static RepositoryName repository(dev.sallyport.events.Scope scope) {
    return RepositoryName.of(present(scope.getRepository(), "repository"));
  }

  private static String present(@Nullable String value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("a scope without its " + field);
    }
    return value;
  }
}
