package dev.sallyport.domain.book;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.BootstrapEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;

/** What events about keys, members, invitations and sessions change. */
final class AccessEvolution {
  private final PolicyBook book;
  private final RecordedEvent recorded;
  private final EventMeta meta;

  AccessEvolution(PolicyBook book, RecordedEvent recorded) {
    this.book = book;
    this.recorded = recorded;
    this.meta = recorded.meta();
  }

  List<BookChange> issued(ApiKey key) {
    if (book.apiKey(key.id()) != null) {
      throw impossible("key " + key.id() + " is there already");
    }
    var changes = new ArrayList<BookChange>();
    changes.add(new Put(new ApiKeyEntry(key, meta.at(), meta.actor(), null)));
    changes.add(new Put(book.totals().plusKeys(1)));
    if (key.bootstrap()) {
      changes.add(new Put(new BootstrapEntry(key.id())));
    }
    return changes;
  }

  List<BookChange> revoked(KeyId key) {
    var entry = book.apiKey(key);
    if (entry == null || !entry.live()) {
      throw impossible("there is no live key " + key);
    }
    return List.of(
        new Put(new ApiKeyEntry(entry.apiKey(), entry.issuedAt(), entry.issuedBy(), meta.at())),
        new Put(book.totals().plusKeys(-1)));
  }

  List<BookChange> granted(MemberId member, String email, Role role) {
    var more = book.member(member) == null ? 1 : 0;
    return List.of(
        new Put(new MemberEntry(member, email, role, meta.at(), meta.actor())),
        new Put(book.totals().plusMembers(more)));
  }

  List<BookChange> revoked(MemberId member) {
    if (book.member(member) == null) {
      throw impossible("there is no member " + member);
    }
    return List.of(
        new Remove(new BookKey.MemberKey(member)), new Put(book.totals().plusMembers(-1)));
  }

  List<BookChange> invited(EmailAddress email, Role role) {
    var more = book.invitation(email) == null ? 1 : 0;
    return List.of(
        new Put(new InvitationEntry(email, role, meta.at(), meta.actor())),
        new Put(book.totals().plusInvitations(more)));
  }

  /** Withdrawn or accepted. */
  List<BookChange> invitationEnded(EmailAddress email) {
    if (book.invitation(email) == null) {
      throw impossible("there is no invitation of " + email);
    }
    return List.of(
        new Remove(new BookKey.InvitationKey(email)), new Put(book.totals().plusInvitations(-1)));
  }

  List<BookChange> sessionsEnded(SessionHolder holder) {
    return List.of(new Put(new SessionsEndEntry(holder, meta.sequence(), meta.at())));
  }

  private ImpossibleEvent impossible(String why) {
    return new ImpossibleEvent(recorded, why);
  }
}
