package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.BlockListEntry;
import dev.sallyport.domain.book.BookEntry.DenialEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.EventMeta;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyIssued;
import dev.sallyport.domain.event.PolicyEvent.ApiKeyRevoked;
import dev.sallyport.domain.event.PolicyEvent.DeliveriesReplayed;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListChangeDenied;
import dev.sallyport.domain.event.PolicyEvent.GlobalBlockListReplaced;
import dev.sallyport.domain.event.PolicyEvent.IntegrationAdded;
import dev.sallyport.domain.event.PolicyEvent.IntegrationChanged;
import dev.sallyport.domain.event.PolicyEvent.IntegrationRemoved;
import dev.sallyport.domain.event.PolicyEvent.IntegrationTested;
import dev.sallyport.domain.event.PolicyEvent.InvitationAccepted;
import dev.sallyport.domain.event.PolicyEvent.InvitationWithdrawn;
import dev.sallyport.domain.event.PolicyEvent.MemberInvited;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleGranted;
import dev.sallyport.domain.event.PolicyEvent.MemberRoleRevoked;
import dev.sallyport.domain.event.PolicyEvent.NotificationSettingsReplaced;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.PolicyEvent.SessionsEnded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleAdded;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleChanged;
import dev.sallyport.domain.event.PolicyEvent.SuppressionRuleRemoved;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The only way in which a book changes. Total over events, and loud on one that cannot be. */
public final class Evolution {
  private final PolicyBook book;
  private final RecordedEvent recorded;
  private final EventMeta meta;

  private Evolution(PolicyBook book, RecordedEvent recorded) {
    this.book = book;
    this.recorded = recorded;
    this.meta = recorded.meta();
  }

  /**
   * What the event changes, its owner's head apart ({@link #head}).
   *
   * @throws ImpossibleEvent if it cannot follow from the book
   */
  public static List<BookChange> evolve(PolicyBook book, RecordedEvent event) {
    return new Evolution(book, event).changes();
  }

  /**
   * The owner's head once this event, whose hash is given, is the last.
   *
   * @throws ImpossibleEvent if it does not continue the owner's sequence and chain
   */
  public static Head head(PolicyBook book, RecordedEvent event, EventHash hash) {
    var meta = event.meta();
    var head = book.head();
    var sequence = head == null ? 0 : head.sequence();
    if (meta.sequence() != sequence + 1) {
      throw new ImpossibleEvent(event, "it does not follow sequence " + sequence);
    }
    if (!meta.previous().equals(head == null ? EventHash.GENESIS : head.hash())) {
      throw new ImpossibleEvent(event, "it does not build on the hash of the event before it");
    }
    return new Head(head == null ? meta.owner() : head.owner(), meta.sequence(), hash, meta.at());
  }

  private List<BookChange> changes() {
    return switch (recorded.event()) {
      case OrganizationAdded _ -> organizationAdded();
      case PolicyCreated(var policy, var version, var content) -> created(policy, version, content);
      case PolicyUpdated(var policy, var version, var before, var content, _) ->
          updated(policy, version, before, content);
      case PolicyAttached attached -> attached(attached);
      case PolicyDetached(var policy, var removed, _, _) -> detached(policy, removed);
      case PolicyDeleted(var policy, var lastVersion) -> deleted(policy, lastVersion);
      case ApiKeyIssued(var key) -> access().issued(key);
      case ApiKeyRevoked(var key, _) -> access().revoked(key);
      case MemberRoleGranted(var member, var email, var role, _) ->
          access().granted(member, email, role);
      case MemberRoleRevoked(var member, _) -> access().revoked(member);
      case MemberInvited(var email, var role, _) -> access().invited(email, role);
      case InvitationWithdrawn(var email, _) -> access().invitationEnded(email);
      case InvitationAccepted(var email, _, _) -> access().invitationEnded(email);
      case SessionsEnded(var holder) -> access().sessionsEnded(holder);
      case GlobalBlockListReplaced(var list) ->
          List.of(new Put(new BlockListEntry(list, meta.at(), meta.actor())));
      case GlobalBlockListChangeDenied _ ->
          List.of(new Put(new DenialEntry(meta.actor(), meta.at())));
      case SuppressionRuleAdded(var rule) -> suppression().added(rule);
      case SuppressionRuleChanged(var rule, var before) -> suppression().changed(rule, before);
      case SuppressionRuleRemoved(var rule, _) -> suppression().removed(rule);
      case IntegrationAdded(var integration) -> integrations().added(integration);
      case IntegrationChanged(var integration, var before) ->
          integrations().changed(integration, before);
      case IntegrationRemoved(var integration, _) -> integrations().removed(integration);
      case NotificationSettingsReplaced(var settings, var before) ->
          integrations().replaced(settings, before);
      // Nothing of the book changes: it is for whoever delivers.
      case IntegrationTested(var integration, _) -> integrations().addressed(integration);
      case DeliveriesReplayed(var integration, _, _) -> integrations().addressed(integration);
    };
  }

  private AccessEvolution access() {
    return new AccessEvolution(book, recorded);
  }

  private SuppressionEvolution suppression() {
    return new SuppressionEvolution(book, recorded);
  }

  private IntegrationEvolution integrations() {
    return new IntegrationEvolution(book, recorded);
  }

  private List<BookChange> organizationAdded() {
    if (book.head() != null) {
      throw impossible("the organization is there already");
    }
    return List.of();
  }

  private List<BookChange> created(PolicyName policy, long version, PolicyContent content) {
    var former = book.policy(policy);
    if (former != null && former.live()) {
      throw impossible("the policy is there already");
    }
    expect(version, former == null ? 1 : former.version() + 1);
    var bytes = utf8Bytes(content.text());
    return List.of(
        new Put(
            new PolicyEntry(
                policy,
                version,
                meta.sequence(),
                content.rules(),
                bytes,
                0,
                former == null ? 0 : former.nextPosition(),
                meta.at(),
                meta.at(),
                meta.actor())),
        new Put(new TextEntry(policy, content.text())),
        new Put(book.totals().plusPolicies(1, bytes)));
  }

  private List<BookChange> updated(
      PolicyName policy, long version, String before, PolicyContent content) {
    var entry = live(policy);
    expect(version, entry.version() + 1);
    if (!before.equals(book.text(policy))) {
      throw impossible("the text before is not the text that stands");
    }
    var bytes = utf8Bytes(content.text());
    return List.of(
        new Put(
            new PolicyEntry(
                policy,
                version,
                meta.sequence(),
                content.rules(),
                bytes,
                entry.scopes(),
                entry.nextPosition(),
                entry.createdAt(),
                meta.at(),
                meta.actor())),
        new Put(new TextEntry(policy, content.text())),
        new Put(book.totals().plusPolicies(0, bytes - entry.textBytes())));
  }

  private List<BookChange> attached(PolicyAttached event) {
    var entry = live(event.policy());
    var changes = new ArrayList<BookChange>();
    for (var scope : event.removed()) {
      remove(event.policy(), scope, changes);
    }
    var next = entry.nextPosition();
    for (var placement : event.moved()) {
      remove(event.policy(), placement.scope(), changes);
    }
    for (var placement : event.added()) {
      if (book.at(placement.scope()) != null) {
        throw impossible(placement.scope().describe() + " is taken");
      }
    }
    for (var placement : event.placements()) {
      next = place(event.policy(), placement, next, changes);
    }
    var scopes = entry.scopes() + event.added().size() - event.removed().size();
    changes.add(new Put(placed(entry, scopes, next)));
    return changes;
  }

  private long place(PolicyName policy, Placement placement, long next, List<BookChange> changes) {
    if (placement.position() < next) {
      throw impossible("position " + placement.position() + " was given before");
    }
    changes.add(new Put(new ScopeEntry(placement.scope(), policy, placement.position())));
    changes.add(new Put(new PlacementEntry(policy, placement.position(), placement.scope())));
    return placement.position() + 1;
  }

  private List<BookChange> detached(PolicyName policy, List<Scope> removed) {
    var entry = live(policy);
    var changes = new ArrayList<BookChange>();
    for (var scope : removed) {
      remove(policy, scope, changes);
    }
    changes.add(new Put(placed(entry, entry.scopes() - removed.size(), entry.nextPosition())));
    return changes;
  }

  private void remove(PolicyName policy, Scope scope, List<BookChange> changes) {
    var standing = book.at(scope);
    if (standing == null || !standing.policy().equals(policy)) {
      throw impossible("the policy does not stand at " + scope.describe());
    }
    changes.add(new Remove(new BookKey.ScopeKey(scope)));
    changes.add(new Remove(new BookKey.PlacementKey(policy, standing.position())));
  }

  private PolicyEntry placed(PolicyEntry entry, int scopes, long nextPosition) {
    return new PolicyEntry(
        entry.policy(),
        entry.version(),
        meta.sequence(),
        entry.rules(),
        entry.textBytes(),
        scopes,
        nextPosition,
        entry.createdAt(),
        meta.at(),
        meta.actor());
  }

  private List<BookChange> deleted(PolicyName policy, long lastVersion) {
    var entry = live(policy);
    expect(lastVersion, entry.version());
    if (entry.scopes() != 0) {
      throw impossible("the policy still stands at " + entry.scopes() + " scopes");
    }
    return List.of(
        new Put(
            new PolicyEntry(
                policy,
                entry.version(),
                meta.sequence(),
                null,
                0,
                0,
                entry.nextPosition(),
                entry.createdAt(),
                meta.at(),
                meta.actor())),
        new Remove(new BookKey.TextKey(policy)),
        new Put(book.totals().plusPolicies(-1, -entry.textBytes())));
  }

  private PolicyEntry live(PolicyName policy) {
    @Nullable PolicyEntry entry = book.livePolicy(policy);
    if (entry == null) {
      throw impossible("there is no policy " + policy);
    }
    return entry;
  }

  private void expect(long version, long expected) {
    if (version != expected) {
      throw impossible("version " + version + " where " + expected + " follows");
    }
  }

  private ImpossibleEvent impossible(String why) {
    return new ImpossibleEvent(recorded, why);
  }

  private static int utf8Bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
