package dev.sallyport.domain.telemetry;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;

/** A repository with its owner: what GitHub calls its full name. */
public record RepositoryFullName(Owner owner, RepositoryName repository) {
  public RepositoryFullName {
    if (owner.isTenant()) {
      throw new IllegalArgumentException("The installation itself has no repositories.");
    }
  }

  /** Reads both from a request. */
  public static RepositoryFullName of(String owner, String repository) {
    return new RepositoryFullName(Owner.organization(owner), RepositoryName.of(repository));
  }

  /** Case-folded: the record key of telemetry. */
  public String key() {
    return owner.key() + "/" + repository.key();
  }

  @Override
  public String toString() {
    return owner + "/" + repository;
  }
}
