package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.command.Refusal.KeyTaken;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.TooSoon;
import dev.sallyport.domain.command.Refusal.UnknownKey;
import dev.sallyport.domain.command.Refusal.UnknownMember;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyRevoked;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleGranted;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleRevoked;
import dev.sallyport.domain.event.PolicyEvent.SessionsEnded;
import dev.sallyport.domain.names.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Rules about API keys, members and their roles, and everybody's sessions. */
final class Credentials {
  private static final Duration BETWEEN_ENDS = Duration.ofSeconds(10);

  private Credentials() {}

  static Decision issue(PolicyBook book, Owner owner, ApiKey key) {
    if (key.kind().tenantWide() != owner.isTenant() || key.bootstrap()) {
      return refuse(new WrongBook("IssueApiKey " + key.kind().word()));
    }
    if (book.apiKey(key.id()) != null) {
      return refuse(new KeyTaken(key.id()));
    }
    var keys = book.totals().keys() + 1;
    if (keys > Limits.KEYS_PER_OWNER) {
      return refuse(new LimitExceeded("API keys of an owner", keys, Limits.KEYS_PER_OWNER));
    }
    return accept(new ApiKeyIssued(key));
  }

  static Decision revoke(PolicyBook book, KeyId key) {
    var entry = book.apiKey(key);
    if (entry == null) {
      return refuse(new UnknownKey(key));
    }
    return entry.live() ? accept(new ApiKeyRevoked(key, entry.apiKey().name())) : accept();
  }

  static Decision replaceBootstrap(PolicyBook book, ApiKey key, boolean onlyIfNone) {
    if (!key.bootstrap()) {
      return refuse(new WrongBook("ReplaceBootstrapKey " + key.kind().word()));
    }
    var standing = book.bootstrap();
    if (standing != null && onlyIfNone) {
      return accept();
    }
    if (book.apiKey(key.id()) != null) {
      return refuse(new KeyTaken(key.id()));
    }
    var events = new ArrayList<PolicyEvent>();
    if (standing != null) {
      var former = book.apiKey(standing.id());
      if (former != null && former.live()) {
        events.add(new ApiKeyRevoked(standing.id(), former.apiKey().name()));
      }
    }
    events.add(new ApiKeyIssued(key));
    return accept(events);
  }

  static Decision grant(PolicyBook book, Owner owner, MemberId member, String email, Role role) {
    if (role == Role.SECURITY && !owner.isTenant()) {
      return refuse(new WrongBook("GrantRole security"));
    }
    var former = book.member(member);
    if (former != null && former.role() == role && former.email().equals(email)) {
      return accept();
    }
    var members = book.totals().members() + 1;
    if (former == null && members > Limits.MEMBERS_PER_OWNER) {
      return refuse(new LimitExceeded("members of an owner", members, Limits.MEMBERS_PER_OWNER));
    }
    var before = former == null ? Optional.<Role>empty() : Optional.of(former.role());
    return accept(new MemberRoleGranted(member, email, role, before));
  }

  static Decision revoke(PolicyBook book, MemberId member) {
    var entry = book.member(member);
    return entry == null
        ? refuse(new UnknownMember(member))
        : accept(new MemberRoleRevoked(member, entry.role()));
  }

  /** Each time anew: sessions may have begun since they were last ended, and no book tells. */
  static Decision endSessions(PolicyBook book, Owner owner, SessionHolder holder, Instant at) {
    return switch (holder) {
      case SessionHolder.OfKey(var key) -> {
        var entry = book.apiKey(key);
        yield entry != null && entry.live() ? end(book, holder, at) : refuse(new UnknownKey(key));
      }
      case SessionHolder.OfMember _ ->
          owner.isTenant()
              ? end(book, holder, at)
              : refuse(new WrongBook("EndSessions of a member"));
    };
  }

  private static Decision end(PolicyBook book, SessionHolder holder, Instant at) {
    var last = book.sessionsEnd(holder);
    return last != null && at.isBefore(last.at().plus(BETWEEN_ENDS))
        ? refuse(new TooSoon(last.at().plus(BETWEEN_ENDS)))
        : accept(new SessionsEnded(holder));
  }
}
