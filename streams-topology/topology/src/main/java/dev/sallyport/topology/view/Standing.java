package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.names.Scope;

/** A policy at a scope: all that an attachment costs, besides its entry in the owner's map. */
final class Standing {
  // Final, so that a lookup that races with the applying thread still finds whole objects.
  final Scope scope;
  final PolicyHolder policy;
  final long position;

  /** Whether it has ended; of the applying thread only. */
  boolean over;

  Standing(Scope scope, PolicyHolder policy, long position) {
    this.scope = scope;
    this.policy = policy;
    this.position = position;
  }

  ScopeEntry scopeEntry() {
    return new ScopeEntry(scope, policy.name, position);
  }

  PlacementEntry placementEntry() {
    return new PlacementEntry(policy.name, position, scope);
  }
}
