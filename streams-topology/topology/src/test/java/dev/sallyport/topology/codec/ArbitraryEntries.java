package dev.sallyport.topology.codec;

import static dev.sallyport.topology.codec.ArbitraryValues.actors;
import static dev.sallyport.topology.codec.ArbitraryValues.apiKeys;
import static dev.sallyport.topology.codec.ArbitraryValues.blockLists;
import static dev.sallyport.topology.codec.ArbitraryValues.counts;
import static dev.sallyport.topology.codec.ArbitraryValues.emails;
import static dev.sallyport.topology.codec.ArbitraryValues.hashes;
import static dev.sallyport.topology.codec.ArbitraryValues.integrations;
import static dev.sallyport.topology.codec.ArbitraryValues.keyIds;
import static dev.sallyport.topology.codec.ArbitraryValues.members;
import static dev.sallyport.topology.codec.ArbitraryValues.moments;
import static dev.sallyport.topology.codec.ArbitraryValues.notificationSettings;
import static dev.sallyport.topology.codec.ArbitraryValues.owners;
import static dev.sallyport.topology.codec.ArbitraryValues.plainTexts;
import static dev.sallyport.topology.codec.ArbitraryValues.policyNames;
import static dev.sallyport.topology.codec.ArbitraryValues.positions;
import static dev.sallyport.topology.codec.ArbitraryValues.roles;
import static dev.sallyport.topology.codec.ArbitraryValues.rules;
import static dev.sallyport.topology.codec.ArbitraryValues.scopes;
import static dev.sallyport.topology.codec.ArbitraryValues.sessionHolders;
import static dev.sallyport.topology.codec.ArbitraryValues.suppressionRules;
import static dev.sallyport.topology.codec.ArbitraryValues.texts;

import dev.sallyport.domain.book.BookEntry;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary book entries of every type; their keys are arbitrary keys. */
public final class ArbitraryEntries {
  private ArbitraryEntries() {}

  public static Arbitrary<BookEntry> entries() {
    return Arbitraries.oneOf(types());
  }

  /** One for each type. */
  static List<Arbitrary<? extends BookEntry>> types() {
    Arbitrary<Integer> sizes = Arbitraries.integers().greaterOrEqual(0);
    return List.of(
        policies(sizes),
        Combinators.combine(policyNames(), texts()).as(BookEntry.TextEntry::new),
        Combinators.combine(scopes(), policyNames(), positions()).as(BookEntry.ScopeEntry::new),
        Combinators.combine(policyNames(), positions(), scopes()).as(BookEntry.PlacementEntry::new),
        Combinators.combine(apiKeys(), moments(), actors(), moments().injectNull(0.5))
            .as(BookEntry.ApiKeyEntry::new),
        keyIds().map(BookEntry.BootstrapEntry::new),
        Combinators.combine(members(), plainTexts(), roles(), moments(), actors())
            .as(BookEntry.MemberEntry::new),
        Combinators.combine(emails(), roles(), moments(), actors())
            .as(BookEntry.InvitationEntry::new),
        Combinators.combine(sessionHolders(), counts(), moments())
            .as(BookEntry.SessionsEndEntry::new),
        Combinators.combine(blockLists(), moments(), actors()).as(BookEntry.BlockListEntry::new),
        Combinators.combine(actors(), moments()).as(BookEntry.DenialEntry::new),
        Combinators.combine(
                suppressionRules(),
                moments(),
                actors(),
                moments(),
                actors(),
                moments().injectNull(0.5))
            .as(BookEntry.SuppressionRuleEntry::new),
        Combinators.combine(integrations(), moments(), actors(), moments(), actors())
            .as(BookEntry.IntegrationEntry::new),
        Combinators.combine(notificationSettings(), moments(), actors())
            .as(BookEntry.NotificationSettingsEntry::new),
        Combinators.combine(sizes, positions(), sizes, sizes, sizes).as(BookEntry.Totals::new),
        Combinators.combine(owners(), counts(), hashes(), moments()).as(BookEntry.Head::new));
  }

  private static Arbitrary<BookEntry.PolicyEntry> policies(Arbitrary<Integer> sizes) {
    Arbitrary<List<Instant>> times = moments().list().ofSize(2);
    Arbitrary<List<Integer>> counted = sizes.list().ofSize(2);
    return Combinators.combine(
            policyNames(),
            counts(),
            counts(),
            rules().injectNull(0.2),
            counted,
            positions(),
            times,
            actors())
        .as((policy, version, revision, rules, sized, position, at, actor) ->
            new BookEntry.PolicyEntry(
                policy,
                version,
                revision,
                rules,
                sized.getFirst(),
                sized.getLast(),
                position,
                at.getFirst(),
                at.getLast(),
                actor));
  }
}
