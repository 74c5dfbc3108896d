package dev.sallyport.domain.history;

import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.event.Source;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change as people see it: one entry, however many records its parts took.
 *
 * @param sequence of its last record; the first is {@code firstSequence}
 * @param policy the policy it is about, if it is about one
 */
public record HistoryEntry(
    long firstSequence,
    long sequence,
    EventType type,
    @Nullable PolicyName policy,
    Actor actor,
    Source source,
    Instant at,
    CommandId command,
    Change change) {

  /** What changed. */
  public sealed interface Change {
    record Created(long version, String text) implements Change {}

    /**
     * @param restored the version that a rollback brought back
     */
    record Updated(long version, String before, String after, @Nullable Long restored)
        implements Change {}

    /**
     * @param moved scopes that only changed their place in the order
     */
    record Attached(
        List<Scope> added, List<Scope> removed, List<Scope> moved, List<Transition> transitions)
        implements Change {
      public Attached {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        moved = List.copyOf(moved);
        transitions = List.copyOf(transitions);
      }
    }

    /**
     * @param displacedBy the policy that took these scopes, if that is why
     */
    record Detached(List<Scope> removed, @Nullable PolicyName displacedBy) implements Change {
      public Detached {
        removed = List.copyOf(removed);
      }
    }

    record Deleted(long lastVersion) implements Change {}

    /** Not about a policy: what happened, in words. */
    record Other(String words) implements Change {}
  }
}
