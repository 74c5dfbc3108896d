package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.names.Owner;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The live API keys of all owners, by the part of their hash that is no secret. */
final class KeyIndex {
  // Two owners' keys may begin alike; one of them must not hide the other.
  private final ConcurrentHashMap<KeyId, List<KeyHolder>> holders = new ConcurrentHashMap<>();

  @Nullable KeyHolder holder(KeyHash hash) {
    for (var holder : holders.getOrDefault(hash.id(), List.of())) {
      if (holder.key().hash().matches(hash)) {
        return holder;
      }
    }
    return null;
  }

  void apply(Owner owner, ApiKeyEntry entry) {
    holders.compute(
        entry.apiKey().id(),
        (_, standing) -> {
          var others =
              Stream.ofNullable(standing)
                  .flatMap(List::stream)
                  .filter(holder -> !holder.owner().equals(owner));
          var all =
              entry.live()
                  ? Stream.concat(others, Stream.of(new KeyHolder(owner, entry.apiKey())))
                  : others;
          var list = all.toList();
          return list.isEmpty() ? null : list;
        });
  }

  void remove(Owner owner, KeyId id) {
    holders.computeIfPresent(
        id,
        (_, standing) -> {
          var others = standing.stream().filter(holder -> !holder.owner().equals(owner)).toList();
          return others.isEmpty() ? null : others;
        });
  }
}
