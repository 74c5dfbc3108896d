package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.BlockListEntry;
import dev.sallyport.domain.book.BookEntry.BootstrapEntry;
import dev.sallyport.domain.book.BookEntry.DenialEntry;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.NotificationSettingsEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.book.BookEntry.Totals;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.BookKey.ApiKeyKey;
import dev.sallyport.domain.book.BookKey.BlockListKey;
import dev.sallyport.domain.book.BookKey.BootstrapKey;
import dev.sallyport.domain.book.BookKey.DenialKey;
import dev.sallyport.domain.book.BookKey.HeadKey;
import dev.sallyport.domain.book.BookKey.IntegrationKey;
import dev.sallyport.domain.book.BookKey.InvitationKey;
import dev.sallyport.domain.book.BookKey.MemberKey;
import dev.sallyport.domain.book.BookKey.NotificationSettingsKey;
import dev.sallyport.domain.book.BookKey.PlacementKey;
import dev.sallyport.domain.book.BookKey.PolicyKey;
import dev.sallyport.domain.book.BookKey.ScopeKey;
import dev.sallyport.domain.book.BookKey.SessionsEndKey;
import dev.sallyport.domain.book.BookKey.SuppressionRuleKey;
import dev.sallyport.domain.book.BookKey.TextKey;
import dev.sallyport.domain.book.BookKey.TotalsKey;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An owner's entries, kept small. A placement is derived from its scope's entry; texts are bytes.
 *
 * <p>What a lookup reads ({@link #standing}, {@link #served}) may be read while another thread
 * applies, hence the concurrent maps; everything else is under the owner's lock.
 */
final class HeldBook implements OwnerBook {
  static final Scope ORGANIZATION = new Scope.Organization();
  static final HeldBook EMPTY = new HeldBook();

  private final ConcurrentHashMap<Scope, Standing> standings = new ConcurrentHashMap<>(2);
  private final ConcurrentHashMap<PolicyName, PolicyHolder> holders = new ConcurrentHashMap<>(2);
  private final TreeMap<String, PolicyEntry> policies = new TreeMap<>();
  private final Map<BookKey, ApiKeyEntry> apiKeys = new LinkedHashMap<>();
  private final Map<BookKey, MemberEntry> members = new LinkedHashMap<>();
  private final Map<BookKey, InvitationEntry> invitations = new LinkedHashMap<>();
  private final Map<BookKey, SessionsEndEntry> sessionsEnds = new LinkedHashMap<>();
  private final Map<BookKey, SuppressionRuleEntry> suppressionRules = new LinkedHashMap<>();
  private final Map<BookKey, IntegrationEntry> integrations = new LinkedHashMap<>();
  private final Map<BookKey, BookEntry> others = new LinkedHashMap<>();
  private final Set<PolicyHolder> touched = new HashSet<>();
  private final Tally tally = new Tally();

  // Readers that share the lock may make it at once: each makes the same.
  private volatile @Nullable PolicyIndex index;
  private volatile @Nullable List<SuppressionRuleEntry> listedRules;

  @Nullable Standing standing(Scope scope) {
    return standings.get(scope);
  }

  @Nullable ServedPolicy served(PolicyName policy) {
    var holder = holders.get(policy);
    return holder == null ? null : holder.served;
  }

  void apply(Collection<BookChange> changes, Map<PolicyName, ServedPolicy> served) {
    for (var change : changes) {
      switch (change) {
        case Put(var entry) -> put(entry, served);
        case Remove(var key) -> remove(key);
      }
    }
    touched.forEach(PolicyHolder::settle);
    touched.clear();
  }

  private void put(BookEntry entry, Map<PolicyName, ServedPolicy> served) {
    switch (entry) {
      case PolicyEntry policy -> {
        tally.replace(policies.put(policy.policy().value(), policy), policy);
        if (index != null && !index.replace(policy)) {
          index = null;
        }
        holder(policy.policy()).served = served.get(policy.policy());
      }
      case TextEntry(var policy, var text) ->
          holder(policy).text = text.getBytes(StandardCharsets.UTF_8);
      case ScopeEntry(var scope, var policy, var position) -> stand(scope, policy, position);
      case PlacementEntry _ -> {} // says what the scope's entry said
      case ApiKeyEntry key -> apiKeys.put(key.key(), key);
      case MemberEntry member -> members.put(member.key(), member);
      case InvitationEntry invitation -> invitations.put(invitation.key(), invitation);
      case SessionsEndEntry end -> sessionsEnds.put(end.key(), end);
      case SuppressionRuleEntry rule -> {
        suppressionRules.put(rule.key(), rule);
        listedRules = null;
      }
      case IntegrationEntry integration -> integrations.put(integration.key(), integration);
      case BootstrapEntry _,
          BlockListEntry _,
          DenialEntry _,
          NotificationSettingsEntry _,
          Totals _,
          Head _ ->
          others.put(entry.key(), entry);
    }
  }

  private void remove(BookKey key) {
    switch (key) {
      case PolicyKey(var policy) -> {
        tally.replace(policies.remove(policy.value()), null);
        index = null;
        holder(policy).served = null;
      }
      case TextKey(var policy) -> holder(policy).text = null;
      case ScopeKey(var scope) -> end(standings.remove(scope));
      case PlacementKey _ -> {} // says what the scope's removal said
      case ApiKeyKey _ -> apiKeys.remove(key);
      case MemberKey _ -> members.remove(key);
      case InvitationKey _ -> invitations.remove(key);
      case SessionsEndKey _ -> sessionsEnds.remove(key);
      case SuppressionRuleKey _ -> {
        suppressionRules.remove(key);
        listedRules = null;
      }
      case IntegrationKey _ -> integrations.remove(key);
      case BootstrapKey _,
          BlockListKey _,
          DenialKey _,
          NotificationSettingsKey _,
          TotalsKey _,
          HeadKey _ ->
          others.remove(key);
    }
  }

  private void stand(Scope scope, PolicyName policy, long position) {
    var holder = holder(policy);
    var standing = new Standing(scope, holder, position);
    end(standings.put(scope, standing));
    holder.add(standing);
    touched.add(holder);
  }

  private void end(@Nullable Standing standing) {
    if (standing != null) {
      standing.policy.end(standing);
      touched.add(standing.policy);
    }
  }

  private PolicyHolder holder(PolicyName policy) {
    return holders.computeIfAbsent(policy, PolicyHolder::new);
  }

  @Override
  public @Nullable BookEntry get(BookKey key) {
    return switch (key) {
      case PolicyKey(var policy) -> policies.get(policy.value());
      case TextKey(var policy) -> textEntry(policy);
      case ScopeKey(var scope) -> {
        var standing = standings.get(scope);
        yield standing == null ? null : standing.scopeEntry();
      }
      case PlacementKey(var policy, var position) -> {
        var holder = holders.get(policy);
        yield holder == null ? null : holder.placement(position);
      }
      case ApiKeyKey _ -> apiKeys.get(key);
      case MemberKey _ -> members.get(key);
      case InvitationKey _ -> invitations.get(key);
      case SessionsEndKey _ -> sessionsEnds.get(key);
      case SuppressionRuleKey _ -> suppressionRules.get(key);
      case IntegrationKey _ -> integrations.get(key);
      case BootstrapKey _,
          BlockListKey _,
          DenialKey _,
          NotificationSettingsKey _,
          TotalsKey _,
          HeadKey _ ->
          others.get(key);
    };
  }

  private @Nullable TextEntry textEntry(PolicyName policy) {
    var holder = holders.get(policy);
    if (holder == null || holder.text == null) {
      return null;
    }
    return new TextEntry(policy, new String(holder.text, StandardCharsets.UTF_8));
  }

  @Override
  public List<PlacementEntry> placements(PolicyName policy) {
    var holder = holders.get(policy);
    return holder == null ? List.of() : holder.placements();
  }

  @Override
  public List<SuppressionRuleEntry> suppressionRules() {
    var held = listedRules;
    if (held == null) {
      held = List.copyOf(suppressionRules.values());
      listedRules = held;
    }
    return held;
  }

  @Override
  public List<IntegrationEntry> integrations() {
    return List.copyOf(integrations.values());
  }

  @Override
  public NavigableMap<String, PolicyEntry> policies() {
    return Collections.unmodifiableNavigableMap(policies);
  }

  @Override
  public List<PolicyEntry> policiesAfter(@Nullable String name, PolicyFilter filter, int limit) {
    return index().after(name, filter, limit);
  }

  @Override
  public List<PolicyEntry> policiesBefore(String name, PolicyFilter filter, int limit) {
    return index().before(name, filter, limit);
  }

  private PolicyIndex index() {
    var held = index;
    if (held == null) {
      held = new PolicyIndex(policies.values());
      index = held;
    }
    return held;
  }

  @Override
  public Collection<ApiKeyEntry> apiKeys() {
    return Collections.unmodifiableCollection(apiKeys.values());
  }

  @Override
  public Collection<MemberEntry> members() {
    return Collections.unmodifiableCollection(members.values());
  }

  @Override
  public Collection<InvitationEntry> invitations() {
    return Collections.unmodifiableCollection(invitations.values());
  }

  @Override
  public Collection<SessionsEndEntry> sessionsEnds() {
    return Collections.unmodifiableCollection(sessionsEnds.values());
  }

  @Override
  public Counts counts() {
    return tally.counts();
  }
}
