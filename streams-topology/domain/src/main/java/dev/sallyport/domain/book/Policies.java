package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NameTaken;
import dev.sallyport.domain.command.Refusal.StaleRevision;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.names.PolicyName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules about policies and their content. */
final class Policies {
  private Policies() {}

  static Decision create(PolicyBook book, PolicyName policy, PolicyContent content) {
    var former = book.policy(policy);
    if (former != null && former.live()) {
      return refuse(new NameTaken(policy));
    }
    var totals = book.totals();
    if (totals.policies() >= Limits.POLICIES_PER_OWNER) {
      return refuse(
          new LimitExceeded(
              "policies of an owner", totals.policies() + 1L, Limits.POLICIES_PER_OWNER));
    }
    var bytes = totals.textBytes() + bytes(content);
    if (bytes > Limits.TEXT_BYTES_PER_OWNER) {
      return refuse(
          new LimitExceeded(
              "bytes of policy text of an owner", bytes, Limits.TEXT_BYTES_PER_OWNER));
    }
    return accept(new PolicyCreated(policy, former == null ? 1 : former.version() + 1, content));
  }

  static Decision update(
      PolicyBook book,
      PolicyName policy,
      PolicyContent content,
      @Nullable Long expected,
      @Nullable Long restores) {
    return onLive(book, policy, expected, entry -> update(book, entry, content, restores));
  }

  private static Decision update(
      PolicyBook book, PolicyEntry entry, PolicyContent content, @Nullable Long restores) {
    var policy = entry.policy();
    var before = book.text(policy);
    if (before == null) {
      throw new IllegalStateException("The live policy " + policy + " has no text");
    }
    if (before.equals(content.text()) && content.rules().equals(entry.rules())) {
      return accept();
    }
    var bytes = book.totals().textBytes() - entry.textBytes() + bytes(content);
    if (bytes > Limits.TEXT_BYTES_PER_OWNER) {
      return refuse(
          new LimitExceeded(
              "bytes of policy text of an owner", bytes, Limits.TEXT_BYTES_PER_OWNER));
    }
    return accept(new PolicyUpdated(policy, entry.version() + 1, before, content, restores));
  }

  static Decision upsert(
      PolicyBook book, PolicyName policy, PolicyContent content, @Nullable Long expected) {
    if (book.livePolicy(policy) != null) {
      return update(book, policy, content, expected, null);
    }
    return expected == null ? create(book, policy, content) : refuse(new UnknownPolicy(policy));
  }

  /** As {@link #upsert}, of a content that cannot say everything: what it does not say, stays. */
  static Decision upsertMembers(
      PolicyBook book, PolicyName policy, PolicyContent content, @Nullable Long expected) {
    var entry = book.livePolicy(policy);
    var standing = entry == null ? null : entry.rules();
    var text = book.text(policy);
    if (standing == null || text == null) {
      return upsert(book, policy, content, expected);
    }
    var kept = StandingWords.kept(new PolicyContent(text, standing), content);
    if (bytes(kept) > PolicyDocument.MAX_BYTES) {
      return refuse(
          new LimitExceeded("bytes of a policy's text", bytes(kept), PolicyDocument.MAX_BYTES));
    }
    return upsert(book, policy, kept, expected);
  }

  static Decision delete(PolicyBook book, PolicyName policy, @Nullable Long expected) {
    return onLive(
        book,
        policy,
        expected,
        entry -> {
          var events = new ArrayList<PolicyEvent>(Attachments.detachments(book, policy));
          events.add(new PolicyDeleted(policy, entry.version()));
          return accept(events);
        });
  }

  /** Decides on a policy that must be there, in the revision expected if one is. */
  static Decision onLive(
      PolicyBook book,
      PolicyName policy,
      @Nullable Long expected,
      Function<PolicyEntry, Decision> decide) {
    var entry = book.livePolicy(policy);
    if (entry == null) {
      return refuse(new UnknownPolicy(policy));
    }
    if (expected != null && expected != entry.revision()) {
      return refuse(new StaleRevision(policy, expected, entry.revision()));
    }
    return decide.apply(entry);
  }

  private static int bytes(PolicyContent content) {
    return content.text().getBytes(StandardCharsets.UTF_8).length;
  }
}
