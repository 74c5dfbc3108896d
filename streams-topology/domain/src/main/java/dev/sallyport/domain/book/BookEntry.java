package dev.sallyport.domain.book;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.NotificationSettings;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an owner's book. Entries are small so that a change touches only what it names; an
 * owner is never held in one record.
 */
public sealed interface BookEntry {
  BookKey key();

  /**
   * A policy, or what is remembered of one that was deleted: its versions must not be counted
   * again.
   *
   * @param version of the content, 1, 2, 3 …
   * @param revision the sequence of the last event about it
   * @param rules absent once deleted
   * @param textBytes UTF-8 bytes of its text; 0 once deleted
   * @param scopes how many scopes it stands at
   * @param nextPosition the place that the next attachment gets
   */
  record PolicyEntry(
      PolicyName policy,
      long version,
      long revision,
      @Nullable PolicyRules rules,
      int textBytes,
      int scopes,
      long nextPosition,
      Instant createdAt,
      Instant changedAt,
      Actor changedBy)
      implements BookEntry {
    @Override
    public BookKey.PolicyKey key() {
      return new BookKey.PolicyKey(policy);
    }

    public boolean live() {
      return rules != null;
    }
  }

  /** A live policy's text, apart from the policy so that attaching does not rewrite it. */
  record TextEntry(PolicyName policy, String text) implements BookEntry {
    @Override
    public BookKey.TextKey key() {
      return new BookKey.TextKey(policy);
    }
  }

  /** Which policy stands at a scope. */
  record ScopeEntry(Scope scope, PolicyName policy, long position) implements BookEntry {
    @Override
    public BookKey.ScopeKey key() {
      return new BookKey.ScopeKey(scope);
    }
  }

  /** The same from the policy's side, in the order its author listed the scopes. */
  record PlacementEntry(PolicyName policy, long position, Scope scope) implements BookEntry {
    @Override
    public BookKey.PlacementKey key() {
      return new BookKey.PlacementKey(policy, position);
    }
  }

  /** An API key; a revoked one is kept, so that its secret cannot be issued again. */
  record ApiKeyEntry(ApiKey apiKey, Instant issuedAt, Actor issuedBy, @Nullable Instant revokedAt)
      implements BookEntry {
    @Override
    public BookKey.ApiKeyKey key() {
      return new BookKey.ApiKeyKey(apiKey.id());
    }

    public boolean live() {
      return revokedAt == null;
    }
  }

  /** Which key is the bootstrap key, or was the last one. */
  record BootstrapEntry(KeyId id) implements BookEntry {
    @Override
    public BookKey.BootstrapKey key() {
      return new BookKey.BootstrapKey();
    }
  }

  record MemberEntry(MemberId member, String email, Role role, Instant grantedAt, Actor grantedBy)
      implements BookEntry {
    @Override
    public BookKey.MemberKey key() {
      return new BookKey.MemberKey(member);
    }
  }

  /** A role that waits for whoever proves to have the address. */
  record InvitationEntry(EmailAddress email, Role role, Instant invitedAt, Actor invitedBy)
      implements BookEntry {
    @Override
    public BookKey.InvitationKey key() {
      return new BookKey.InvitationKey(email);
    }
  }

  /**
   * When a holder's sessions were last ended.
   *
   * @param sequence of the event: a session began before it or after it, whatever clocks say
   */
  record SessionsEndEntry(SessionHolder holder, long sequence, Instant at) implements BookEntry {
    @Override
    public BookKey.SessionsEndKey key() {
      return new BookKey.SessionsEndKey(holder);
    }
  }

  /** Of the tenant's book. */
  record BlockListEntry(GlobalBlockList list, Instant replacedAt, Actor replacedBy)
      implements BookEntry {
    @Override
    public BookKey.BlockListKey key() {
      return new BookKey.BlockListKey();
    }
  }

  /** When an actor was last denied a change of the global block list. */
  record DenialEntry(Actor actor, Instant at) implements BookEntry {
    @Override
    public BookKey.DenialKey key() {
      return new BookKey.DenialKey(actor);
    }
  }

  /**
   * Of the tenant's book. A removed rule is kept for some time: what it suppressed stays
   * suppressed.
   *
   * @param updatedAt when it was added, or last changed
   * @param removedAt null while it stands
   */
  record SuppressionRuleEntry(
      SuppressionRule rule,
      Instant createdAt,
      Actor createdBy,
      Instant updatedAt,
      Actor updatedBy,
      @Nullable Instant removedAt)
      implements BookEntry {
    @Override
    public BookKey.SuppressionRuleKey key() {
      return new BookKey.SuppressionRuleKey(rule.id());
    }

    public boolean live() {
      return removedAt == null;
    }
  }

  /** Where the organization is told what happens. */
  record IntegrationEntry(
      Integration integration,
      Instant createdAt,
      Actor createdBy,
      Instant updatedAt,
      Actor updatedBy)
      implements BookEntry {
    @Override
    public BookKey.IntegrationKey key() {
      return new BookKey.IntegrationKey(integration.id());
    }
  }

  /** Which switches of the notification settings are on. */
  record NotificationSettingsEntry(
      NotificationSettings settings, Instant replacedAt, Actor replacedBy) implements BookEntry {
    @Override
    public BookKey.NotificationSettingsKey key() {
      return new BookKey.NotificationSettingsKey();
    }
  }

  /** What the limits of an owner are checked against. */
  record Totals(int policies, long textBytes, int keys, int members, int invitations)
      implements BookEntry {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

    Totals plusPolicies(int more, long moreBytes) {
      return new Totals(policies + more, textBytes + moreBytes, keys, members, invitations);
    }

    Totals plusKeys(int more) {
      return new Totals(policies, textBytes, keys + more, members, invitations);
    }

    Totals plusMembers(int more) {
      return new Totals(policies, textBytes, keys, members + more, invitations);
    }

    Totals plusInvitations(int more) {
      return new Totals(policies, textBytes, keys, members, invitations + more);
    }

    @Override
    public BookKey.TotalsKey key() {
      return new BookKey.TotalsKey();
    }
  }

  /**
   * How far the book is. Written last in every command, so that whoever reads the entries in order
   * knows when a command is whole.
   *
   * @param owner as first written
   */
  record Head(Owner owner, long sequence, EventHash hash, Instant at) implements BookEntry {
    @Override
    public BookKey.HeadKey key() {
      return new BookKey.HeadKey();
    }
  }
}
