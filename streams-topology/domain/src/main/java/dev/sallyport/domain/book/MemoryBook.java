package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.PolicyName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A book in memory: for looking back in time, for verifying and rebuilding. Not thread-safe. */
public final class MemoryBook implements PolicyBook {
  private final Map<BookKey, BookEntry> entries = new HashMap<>();
  private final Map<PolicyName, NavigableMap<Long, PlacementEntry>> placements = new HashMap<>();
  private final Map<BookKey, SuppressionRuleEntry> rules = new HashMap<>();
  private final Map<BookKey, IntegrationEntry> integrations = new HashMap<>();

  /** Takes in the owner's next event, the head included. */
  public void evolve(RecordedEvent event, EventHash hash) {
    apply(Evolution.evolve(this, event));
    apply(List.of(new Put(Evolution.head(this, event, hash))));
  }

  public void apply(Collection<BookChange> changes) {
    for (var change : changes) {
      switch (change) {
        case Put(var entry) -> {
          entries.put(entry.key(), entry);
          if (entry instanceof PlacementEntry placement) {
            placements
                .computeIfAbsent(placement.policy(), _ -> new TreeMap<>())
                .put(placement.position(), placement);
          }
          if (entry instanceof SuppressionRuleEntry rule) {
            rules.put(rule.key(), rule);
          }
          if (entry instanceof IntegrationEntry integration) {
            integrations.put(integration.key(), integration);
          }
        }
        case Remove(var key) -> {
          entries.remove(key);
          rules.remove(key);
          integrations.remove(key);
          if (key instanceof BookKey.PlacementKey(var policy, var position)) {
            placements.computeIfPresent(
                policy,
                (_, standing) -> {
                  standing.remove(position);
                  return standing.isEmpty() ? null : standing;
                });
          }
        }
      }
    }
  }

  /** Every entry, in no order. */
  public Collection<BookEntry> entries() {
    return entries.values();
  }

  @Override
  public @Nullable BookEntry get(BookKey key) {
    return entries.get(key);
  }

  @Override
  public List<PlacementEntry> placements(PolicyName policy) {
    var standing = placements.get(policy);
    return standing == null ? List.of() : new ArrayList<>(standing.values());
  }

  @Override
  public List<SuppressionRuleEntry> suppressionRules() {
    return List.copyOf(rules.values());
  }

  @Override
  public List<IntegrationEntry> integrations() {
    return List.copyOf(integrations.values());
  }
}
