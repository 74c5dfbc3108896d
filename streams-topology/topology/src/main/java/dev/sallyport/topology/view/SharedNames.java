package dev.sallyport.topology.view;

import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import org.jspecify.annotations.Nullable;

/**
 * Lets scopes that name the same repository or file share one object: among a million attachments
 * most file names and every repository come again and again. Remembers a bounded number, the latest
 * of each slot. Of one thread.
 */
final class SharedNames {
  private static final int SLOTS = 1 << 14;

  private final @Nullable RepositoryName[] repositories = new @Nullable RepositoryName[SLOTS];
  private final @Nullable WorkflowFile[] files = new @Nullable WorkflowFile[SLOTS];

  Scope shared(Scope scope) {
    return switch (scope) {
      case Scope.Workflow(var repository, var file) ->
          new Scope.Workflow(shared(repository), shared(file));
      case Scope.Repository(var repository) -> new Scope.Repository(shared(repository));
      case Scope.Organization organization -> organization;
      case Scope.Cluster cluster -> cluster;
    };
  }

  private RepositoryName shared(RepositoryName repository) {
    var slot = slot(repository.hashCode());
    var known = repositories[slot];
    // Equal names may be written differently, and the spelling is to be kept.
    if (known != null && known.name().equals(repository.name())) {
      return known;
    }
    repositories[slot] = repository;
    return repository;
  }

  private WorkflowFile shared(WorkflowFile file) {
    var slot = slot(file.hashCode());
    var known = files[slot];
    if (known != null && known.equals(file)) {
      return known;
    }
    files[slot] = file;
    return file;
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
