package dev.sallyport.domain.access;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;

/** Whoever stands behind a request, once its credential has been checked. */
public sealed interface Principal {
  /** The holder of an API key that was issued in {@code owner}'s book. */
  record KeyHolder(Owner owner, ApiKey key) implements Principal {}

  /** A signed-in person with a role in {@code owner}'s book. */
  record Member(Owner owner, MemberId id, Role role) implements Principal {}

  /** A workflow run that proved itself with GitHub's identity token. */
  record WorkflowRun(Owner owner, RepositoryName repository, String runId) implements Principal {}
}
