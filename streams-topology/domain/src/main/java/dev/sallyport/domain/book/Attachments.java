package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Decision.accept;
import static dev.sallyport.domain.book.Decision.refuse;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules about where policies stand: a scope holds one policy, and attaching to it replaces. */
final class Attachments {
  private Attachments() {}

  static Decision add(
      PolicyBook book, PolicyName policy, List<Scope> scopes, @Nullable Long expected) {
    return onLive(
        book,
        policy,
        scopes,
        expected,
        entry -> {
          var fresh = new LinkedHashSet<>(scopes);
          fresh.removeIf(scope -> standsAt(book, policy, scope));
          return attach(book, entry, fresh, List.of(), Set.of());
        });
  }

  static Decision replace(
      PolicyBook book, PolicyName policy, List<Scope> scopes, @Nullable Long expected) {
    return onLive(
        book, policy, scopes, expected, entry -> replace(book, entry, new LinkedHashSet<>(scopes)));
  }

  private static Decision replace(PolicyBook book, PolicyEntry entry, Set<Scope> wanted) {
    var policy = entry.policy();
    var standing = new ArrayList<Scope>();
    var removed = new LinkedHashSet<Scope>();
    for (var placement : book.placements(policy)) {
      (wanted.contains(placement.scope()) ? standing : removed).add(placement.scope());
    }
    // What stands already keeps its place as far as the old order and the new one agree; from the
    // first difference on, everything gets a new place, so that the order is the one asked for.
    var order = List.copyOf(wanted);
    var kept = 0;
    while (kept < standing.size() && standing.get(kept).equals(order.get(kept))) {
      kept++;
    }
    var moved = standing.subList(kept, standing.size());
    var rest = order.subList(kept, order.size());
    var fresh = new LinkedHashSet<>(rest);
    moved.forEach(fresh::remove);
    if (fresh.isEmpty() && moved.isEmpty()) {
      return accept(detachments(policy, removed, null));
    }
    return attach(book, entry, fresh, moved.isEmpty() ? List.of() : rest, removed);
  }

  static Decision detach(
      PolicyBook book, PolicyName policy, List<Scope> scopes, @Nullable Long expected) {
    return onLive(
        book,
        policy,
        scopes,
        expected,
        _ -> {
          var removed = new LinkedHashSet<>(scopes);
          removed.removeIf(scope -> !standsAt(book, policy, scope));
          return accept(detachments(policy, removed, null));
        });
  }

  static Decision detachEverywhere(PolicyBook book, PolicyName policy, @Nullable Long expected) {
    return Policies.onLive(book, policy, expected, _ -> accept(detachments(book, policy)));
  }

  /** The events that end all attachments of a policy; none if it has none. */
  static List<PolicyDetached> detachments(PolicyBook book, PolicyName policy) {
    return detachments(
        policy, book.placements(policy).stream().map(PlacementEntry::scope).toList(), null);
  }

  private static Decision attach(
      PolicyBook book,
      PolicyEntry entry,
      Set<Scope> fresh,
      List<Scope> rearranged,
      Collection<Scope> removed) {
    if (fresh.isEmpty() && rearranged.isEmpty()) {
      return accept();
    }
    var scopes = entry.scopes() + fresh.size() - removed.size();
    if (scopes > Limits.SCOPES_PER_POLICY) {
      return refuse(new LimitExceeded("scopes of a policy", scopes, Limits.SCOPES_PER_POLICY));
    }
    var events = new ArrayList<PolicyEvent>(displacements(book, entry.policy(), fresh));
    events.addAll(parts(entry, fresh, rearranged, List.copyOf(removed)));
    return accept(events);
  }

  /** What ends at the scopes that this policy takes: one event for each policy displaced. */
  private static List<PolicyDetached> displacements(
      PolicyBook book, PolicyName by, Set<Scope> scopes) {
    Map<PolicyName, List<Scope>> displaced = new LinkedHashMap<>();
    for (var scope : scopes) {
      var standing = book.at(scope);
      if (standing != null) {
        displaced.computeIfAbsent(standing.policy(), _ -> new ArrayList<>()).add(scope);
      }
    }
    var events = new ArrayList<PolicyDetached>();
    displaced.forEach((policy, lost) -> events.addAll(detachments(policy, lost, by)));
    return events;
  }

  private static List<PolicyAttached> parts(
      PolicyEntry entry, Set<Scope> fresh, List<Scope> rearranged, List<Scope> removed) {
    // Removals come first: a part must never ask for a place that a later part frees.
    var placed = new ArrayList<Placement>();
    var position = entry.nextPosition();
    for (var scope : rearranged.isEmpty() ? fresh : rearranged) {
      placed.add(new Placement(scope, position++));
    }
    var total = removed.size() + placed.size();
    var of = Math.max(1, Math.ceilDiv(total, Limits.SCOPES_PER_EVENT));
    var events = new ArrayList<PolicyAttached>(of);
    for (var part = 0; part < of; part++) {
      var from = part * Limits.SCOPES_PER_EVENT;
      var to = Math.min(total, from + Limits.SCOPES_PER_EVENT);
      var ending = removed.subList(Math.min(from, removed.size()), Math.min(to, removed.size()));
      var standing =
          placed.subList(Math.max(0, from - removed.size()), Math.max(0, to - removed.size()));
      var added = standing.stream().filter(each -> fresh.contains(each.scope())).toList();
      var moved = standing.stream().filter(each -> !fresh.contains(each.scope())).toList();
      events.add(new PolicyAttached(entry.policy(), added, moved, ending, new Part(part + 1, of)));
    }
    return events;
  }

  private static List<PolicyDetached> detachments(
      PolicyName policy, Collection<Scope> scopes, @Nullable PolicyName displacedBy) {
    var removed = List.copyOf(scopes);
    var of = Math.ceilDiv(removed.size(), Limits.SCOPES_PER_EVENT);
    var events = new ArrayList<PolicyDetached>(of);
    for (var part = 0; part < of; part++) {
      var from = part * Limits.SCOPES_PER_EVENT;
      var to = Math.min(removed.size(), from + Limits.SCOPES_PER_EVENT);
      events.add(
          new PolicyDetached(
              policy, removed.subList(from, to), displacedBy, new Part(part + 1, of)));
    }
    return events;
  }

  private static boolean standsAt(PolicyBook book, PolicyName policy, Scope scope) {
    var standing = book.at(scope);
    return standing != null && standing.policy().equals(policy);
  }

  private static Decision onLive(
      PolicyBook book,
      PolicyName policy,
      List<Scope> scopes,
      @Nullable Long expected,
      Function<PolicyEntry, Decision> decide) {
    return scopes.size() > Limits.SCOPES_PER_COMMAND
        ? refuse(new LimitExceeded("scopes of a command", scopes.size(), Limits.SCOPES_PER_COMMAND))
        : Policies.onLive(book, policy, expected, decide);
  }
}
