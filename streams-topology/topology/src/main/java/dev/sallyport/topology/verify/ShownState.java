package dev.sallyport.topology.verify;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.view.OwnerBook;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.ReplayedView;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What an instance shows and serves that starts now: its view, made from the changelog of a
 * partition as every instance makes it. An entry that is right and that no head follows, say, is in
 * the changelog and in no view.
 */
final class ShownState {
  private final TopicPartition partition;
  private final ReplayedView view = new ReplayedView();

  ShownState(TopicPartition partition) {
    this.partition = partition;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    view.take(record);
  }

  /** Everything was taken in; from now on it can be compared. */
  void complete() {
    view.caughtUp();
  }

  /** Where what is shown of an owner differs from what its events add up to; null if nowhere. */
  @Nullable Fault difference(String ownerKey, MemoryBook folded) {
    var head = folded.head();
    var sequence = head == null ? 0 : head.sequence();
    for (var condemned : view.condemned()) {
      if (condemned.ownerKey().equals(ownerKey)) {
        return new Fault(
            ownerKey,
            sequence,
            partition,
            OptionalLong.of(condemned.offset()),
            "the view cannot show this owner: " + condemned.reason());
      }
    }
    if (ownerKey.isEmpty()) {
      return null;
    }
    var owner = Owner.of(ownerKey);
    var what = view.<@Nullable String>read(owner, shown -> difference(owner, folded, shown));
    return what == null
        ? null
        : new Fault(ownerKey, sequence, partition, OptionalLong.empty(), what);
  }

  private @Nullable String difference(Owner owner, MemoryBook folded, OwnerBook shown) {
    for (var entry : folded.entries()) {
      if (!entry.equals(shown.get(entry.key())) || !serves(owner, entry)) {
        return "the view does not show %s as events tell".formatted(entry.key());
      }
    }
    return StateDigest.of(owner, folded).equals(StateDigest.of(owner, shown))
        ? null
        : "the view shows more than events tell";
  }

  private boolean serves(Owner owner, BookEntry entry) {
    if (entry instanceof PolicyEntry policy) {
      return switch (view.served(owner, policy.policy())) {
        case Found.Served(var served, _) -> policy.live() && served.entry().equals(policy);
        case Found.Nothing _ -> !policy.live();
        case Found.Unknown _ -> false;
      };
    }
    if (entry instanceof ApiKeyEntry key) {
      var holder = view.keyHolder(key.apiKey().hash());
      return key.live()
          ? holder != null && holder.owner().equals(owner) && holder.key().equals(key.apiKey())
          : holder == null || !Objects.equals(holder.owner(), owner);
    }
    return true;
  }
}
