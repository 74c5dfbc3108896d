package dev.sallyport.domain.command;

import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.names.Owner;
import org.jspecify.annotations.Nullable;

/** What became of a command. */
public record Outcome(CommandId id, Owner owner, String request, Verdict verdict) {
  /**
   * Whether this is what became of that attempt. A repeat under the same id is not answered by the
   * expiry of an earlier attempt, which may arrive while the repeat is waited for.
   */
  public boolean answers(Submission attempt) {
    return id.equals(attempt.id())
        && owner.equals(attempt.owner())
        && switch (verdict) {
          case Verdict.Refused(Refusal.Expired(var notAfter)) ->
              notAfter.toEpochMilli() == attempt.notAfter().toEpochMilli();
          case Verdict.Done _, Verdict.Refused _ -> true;
        };
  }

  /** Done or refused. */
  public sealed interface Verdict {
    /**
     * @param changed whether any event was written; false where it was so already
     * @param head the owner's last sequence when this had been done: what a reader must have seen
     * @param stamp the policy the command named, as it stood then; absent for other commands and
     *     after a deletion
     */
    record Done(boolean changed, long head, @Nullable Stamp stamp) implements Verdict {}

    record Refused(Refusal refusal) implements Verdict {}
  }

  /**
   * @param version of the content
   * @param revision the sequence of the last event about the policy, attachments included
   * @param created whether this command created it
   */
  public record Stamp(long version, long revision, boolean created) {}
}
