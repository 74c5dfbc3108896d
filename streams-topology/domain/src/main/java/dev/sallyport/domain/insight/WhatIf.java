package dev.sallyport.domain.insight;

import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.book.Resolution;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a draft of a policy would have made of calls of the past, had it stood at these scopes.
 *
 * @param policy that the draft is of: it would stand at these scopes and no others; null for one
 *     that is not there yet
 * @param draft its rules
 * @param scopes where it would stand, in place of what stands there now
 */
public record WhatIf(@Nullable PolicyName policy, PolicyRules draft, Set<Scope> scopes) {
  // Which scope wins tells the draft from others: the name may be that of a policy as well.
  private static final PolicyName DRAFT = PolicyName.of("draft");

  public WhatIf {
    scopes = Set.copyOf(scopes);
  }

  /** What would have become of a call. */
  public enum Effect {
    /** It went through, and the draft blocks it. */
    WOULD_BE_BLOCKED,
    /** It was blocked, and the draft lets it through. */
    WOULD_BE_ALLOWED,
    UNCHANGED
  }

  /**
   * What the draft would have made of a call.
   *
   * @param already whether the policy that applies today would have done so as well
   */
  public record Outcome(Effect effect, boolean already) {
    private static final Outcome UNCHANGED = new Outcome(Effect.UNCHANGED, false);
  }

  /** A job that the draft would apply to. */
  public final class Concerned {
    private final @Nullable PolicyRules today;

    private Concerned(@Nullable PolicyRules today) {
      this.today = today;
    }

    /** The global block list is not the draft's: what it blocked stays blocked. */
    public Outcome of(Verdict verdict, Destination destination) {
      return switch (verdict) {
        case RESOLVED, GLOBALLY_BLOCKED -> Outcome.UNCHANGED;
        case ALLOWED ->
            EgressCheck.blocks(draft, destination)
                ? new Outcome(Effect.WOULD_BE_BLOCKED, blocksToday(destination))
                : Outcome.UNCHANGED;
        case BLOCKED ->
            EgressCheck.blocks(draft, destination)
                ? Outcome.UNCHANGED
                : new Outcome(Effect.WOULD_BE_ALLOWED, today != null && !blocksToday(destination));
      };
    }

    private boolean blocksToday(Destination destination) {
      return today != null && EgressCheck.blocks(today, destination);
    }
  }

  /**
   * Null for a job that something else would apply to, or nothing.
   *
   * @param book of the job's owner, as it is today
   */
  public @Nullable Concerned concerns(PolicyBook book, Job job) {
    var winner = Resolution.resolve(scope -> standing(book, scope), job).winner();
    if (winner.isEmpty() || !scopes.contains(winner.get().scope())) {
      return null;
    }
    return new Concerned(today(book, job));
  }

  private @Nullable PolicyName standing(PolicyBook book, Scope scope) {
    if (scopes.contains(scope)) {
      return DRAFT;
    }
    var entry = book.at(scope);
    return entry == null || entry.policy().equals(policy) ? null : entry.policy();
  }

  private static @Nullable PolicyRules today(PolicyBook book, Job job) {
    var winner = Resolution.resolve(book, job).winner();
    var entry = winner.isEmpty() ? null : book.livePolicy(winner.get().policy().orElseThrow());
    return entry == null ? null : entry.rules();
  }
}
