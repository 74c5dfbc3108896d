package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.Decision;
import dev.sallyport.domain.book.Decisions;
import dev.sallyport.domain.book.Draft;
import dev.sallyport.domain.book.Evolution;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Outcome.Stamp;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the decider does, without Kafka: the owners' books, decided and evolved in memory. For the
 * fakes of the view and of the way in.
 */
public final class MemoryOwners {
  /** What became of a command, and what it wrote, the head last. */
  public record Decided(Outcome outcome, List<BookChange> changes) {}

  private final Map<Owner, MemoryBook> books = new HashMap<>();

  /** Decides and, if it is accepted, evolves the owner's book. */
  public synchronized Decided decide(Submission submission, Instant at) {
    var owner = submission.owner();
    var book = books.computeIfAbsent(owner, _ -> new MemoryBook());
    var policy = policy(submission.command());
    var former = policy == null ? null : book.livePolicy(policy);
    return switch (Decisions.decide(book, submission, at)) {
      case Decision.Refused(var refusal) ->
          decided(submission, new Verdict.Refused(refusal), List.of());
      case Decision.Accepted(var events) -> {
        var draft = new Draft(book);
        for (var event : events) {
          var head = draft.head();
          var meta =
              new EventMeta(
                  UUID.randomUUID(),
                  owner,
                  head == null ? 1 : head.sequence() + 1,
                  head == null || head.at().isBefore(at) ? at : head.at(),
                  submission.actor(),
                  submission.source(),
                  submission.id(),
                  head == null ? EventHash.GENESIS : head.hash());
          var recorded = new RecordedEvent(meta, event);
          draft.apply(Evolution.evolve(draft, recorded));
          draft.apply(List.of(new Put(Evolution.head(draft, recorded, hash(meta)))));
        }
        var changes = List.copyOf(draft.changes());
        book.apply(changes);
        var head = book.head();
        yield decided(
            submission,
            new Verdict.Done(
                !events.isEmpty(),
                head == null ? 0 : head.sequence(),
                stamp(book, policy, former == null)),
            changes);
      }
    };
  }

  /** The owner's book; empty if it has not come into being. */
  public synchronized MemoryBook book(Owner owner) {
    return books.getOrDefault(owner, new MemoryBook());
  }

  /** Owners with a head, the tenant's own book apart. */
  public synchronized List<Owner> owners() {
    return books.values().stream()
        .map(MemoryBook::head)
        .flatMap(head -> head == null ? Stream.of() : Stream.of(head.owner()))
        .filter(owner -> !owner.isTenant())
        .sorted(Comparator.comparing(Owner::key))
        .toList();
  }

  /** Every book, the tenant's included. */
  public synchronized List<Map.Entry<Owner, MemoryBook>> books() {
    return List.copyOf(books.entrySet());
  }

  private static Decided decided(Submission submission, Verdict verdict, List<BookChange> changes) {
    return new Decided(
        new Outcome(submission.id(), submission.owner(), submission.request(), verdict), changes);
  }

  private static @Nullable Stamp stamp(
      MemoryBook book, @Nullable PolicyName policy, boolean created) {
    var entry = policy == null ? null : book.livePolicy(policy);
    return entry == null ? null : new Stamp(entry.version(), entry.revision(), created);
  }

  private static @Nullable PolicyName policy(PolicyCommand command) {
    return switch (command) {
      case CreatePolicy(var policy, _) -> policy;
      case UpdatePolicy(var policy, _, _, _) -> policy;
      case UpsertPolicy(var policy, _, _, _) -> policy;
      case DeletePolicy(var policy, _) -> policy;
      case AttachPolicy(var policy, _, _) -> policy;
      case ReplaceAttachments(var policy, _, _) -> policy;
      case DetachPolicy(var policy, _, _) -> policy;
      case DetachPolicyEverywhere(var policy, _) -> policy;
      case PolicyCommand.AddOrganization _,
          PolicyCommand.IssueApiKey _,
          PolicyCommand.RevokeApiKey _,
          PolicyCommand.ReplaceBootstrapKey _,
          PolicyCommand.GrantRole _,
          PolicyCommand.RevokeRole _,
          PolicyCommand.InviteMember _,
          PolicyCommand.WithdrawInvitation _,
          PolicyCommand.AcceptInvitation _,
          PolicyCommand.EndSessions _,
          PolicyCommand.ReplaceGlobalBlockList _,
          PolicyCommand.RecordDeniedBlockListChange _,
          PolicyCommand.AddSuppressionRule _,
          PolicyCommand.ChangeSuppressionRule _,
          PolicyCommand.RemoveSuppressionRule _,
          PolicyCommand.AddIntegration _,
          PolicyCommand.ChangeIntegration _,
          PolicyCommand.RemoveIntegration _,
          PolicyCommand.ReplaceNotificationSettings _,
          PolicyCommand.NoteIntegrationGone _,
          PolicyCommand.TestIntegration _,
          PolicyCommand.ReplayDeliveries _,
          PolicyCommand.Probe _ ->
          null;
    };
  }

  private static EventHash hash(EventMeta meta) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(meta.previous().bytes());
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(meta.sequence()).flip());
      return EventHash.of(digest.digest(meta.owner().key().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
