package dev.sallyport.domain.book;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.IntegrationEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.EventHash;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.PolicyName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A book folded to tell who stood where: it answers for no text, and of a policy's rules holds the
 * mode alone. An owner may have 512 MiB of texts, and whoever may read may ask. The fold itself is
 * as strict as that of a whole book. Not thread-safe.
 */
public final class OutlineBook implements PolicyBook {
  private final MemoryBook book = new MemoryBook();
  private final Map<PolicyName, byte[]> digests = new HashMap<>();
  private @Nullable TextEntry replaced;

  /** Takes in the owner's next event, the head included. */
  public void evolve(RecordedEvent event, EventHash hash) {
    replaced = replaced(event);
    Evolution.evolve(this, event).forEach(this::apply);
    book.apply(List.of(new Put(Evolution.head(this, event, hash))));
    replaced = null;
  }

  // The text before, if it is the one that stood: an update is checked against it.
  private @Nullable TextEntry replaced(RecordedEvent event) {
    return event.event() instanceof PolicyUpdated(var policy, _, var before, _, _)
            && MessageDigest.isEqual(digest(before), digests.get(policy))
        ? new TextEntry(policy, before)
        : null;
  }

  private void apply(BookChange change) {
    switch (change) {
      case Put(TextEntry(var policy, var text)) -> digests.put(policy, digest(text));
      case Remove(BookKey.TextKey(var policy)) -> digests.remove(policy);
      case Put(PolicyEntry entry) -> book.apply(List.of(new Put(outline(entry))));
      case Put _, Remove _ -> book.apply(List.of(change));
    }
  }

  private static PolicyEntry outline(PolicyEntry entry) {
    var rules = entry.rules();
    return new PolicyEntry(
        entry.policy(),
        entry.version(),
        entry.revision(),
        rules == null ? null : outline(rules),
        entry.textBytes(),
        entry.scopes(),
        entry.nextPosition(),
        entry.createdAt(),
        entry.changedAt(),
        entry.changedBy());
  }

  private static PolicyRules outline(PolicyRules rules) {
    return new PolicyRules(rules.mode(), List.of(), List.of(), null, null, null, null, null);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public @Nullable BookEntry get(BookKey key) {
    if (key instanceof BookKey.TextKey(var policy)) {
      return replaced != null && replaced.policy().equals(policy) ? replaced : null;
    }
    return book.get(key);
  }

  @Override
  public List<PlacementEntry> placements(PolicyName policy) {
    return book.placements(policy);
  }

  @Override
  public List<SuppressionRuleEntry> suppressionRules() {
    return book.suppressionRules();
  }

  @Override
  public List<IntegrationEntry> integrations() {
    return book.integrations();
  }
}
