package dev.sallyport.topology.view;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.BlockListEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.view.PolicyView.CondemnedOwner;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.PolicyView.NotReadable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the view knows, and how records get into it. One thread calls {@link #take}; any may read.
 */
final class ViewMemory {
  /** Hears of each owner whose commands were applied, on the applying thread. */
  @FunctionalInterface
  interface Applied {
    void applied(Owner owner, long sequence);
  }

  private static final Logger LOG = LoggerFactory.getLogger(ViewMemory.class);
  private static final Found NOTHING = new Found.Nothing();
  private static final Found NOT_YET = new Found.Unknown("this instance has not caught up yet");

  private final StateRecords records;
  private final Rendering rendering;
  private final Applied listener;
  private final SharedNames names = new SharedNames();
  private final ConcurrentHashMap<String, OwnerState> states = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, CondemnedOwner> condemned = new ConcurrentHashMap<>();
  private final KeyIndex keys = new KeyIndex();
  private final Map<String, OwnerFeed> feeds = new HashMap<>();
  private final Map<ByteBuffer, CondemnedOwner> nobodys = new LinkedHashMap<>();
  private volatile GlobalBlockList blockList = GlobalBlockList.empty();
  private volatile boolean caughtUp;

  ViewMemory(StateRecords records, PolicyRenderer renderer, Applied listener) {
    this.records = records;
    this.rendering = new Rendering(renderer);
    this.listener = listener;
  }

  Found lookUp(Job job) {
    var owner = job.owner().key();
    var state = states.get(owner);
    return caughtUp && state != null ? state.lookUp(job) : missing(owner);
  }

  Found served(Owner owner, PolicyName policy) {
    var state = states.get(owner.key());
    return caughtUp && state != null ? state.served(policy) : missing(owner.key());
  }

  private Found missing(String owner) {
    if (!caughtUp) {
      return NOT_YET;
    }
    return condemned.containsKey(owner) ? new Found.Unknown(unreadable(owner)) : NOTHING;
  }

  @Nullable KeyHolder keyHolder(KeyHash hash) {
    requireCaughtUp();
    return keys.holder(hash);
  }

  GlobalBlockList blockList() {
    requireReadable(Owner.TENANT.key());
    return blockList;
  }

  <T> T read(Owner owner, Function<OwnerBook, T> read) {
    var state = states.get(owner.key());
    if (!caughtUp || state == null) {
      requireReadable(owner.key());
      return read.apply(HeldBook.EMPTY);
    }
    return state.read(read);
  }

  private void requireCaughtUp() {
    if (!caughtUp) {
      throw new NotReadable("This instance has not caught up yet.");
    }
  }

  private void requireReadable(String owner) {
    requireCaughtUp();
    if (!states.containsKey(owner) && condemned.containsKey(owner)) {
      throw new NotReadable(unreadable(owner));
    }
  }

  private static String unreadable(String owner) {
    return "the state of " + owner + " holds a record that cannot be read";
  }

  List<Owner> owners() {
    requireCaughtUp();
    var owners = new ArrayList<Owner>();
    states.forEach((_, state) -> {
      var head = state.read(OwnerBook::head);
      if (head != null && !head.owner().isTenant()) {
        owners.add(head.owner());
      }
    });
    owners.sort(Comparator.comparing(Owner::key));
    return owners;
  }

  /** The last sequence applied of an owner; 0 before its first. */
  long sequence(Owner owner) {
    var state = states.get(owner.key());
    return state == null ? 0 : state.sequence();
  }

  Collection<CondemnedOwner> condemned() {
    return condemned.values();
  }

  boolean hasCaughtUp() {
    return caughtUp;
  }

  /**
   * From now on lookups are answered; called once, on the applying thread. What stood before an
   * unreadable record may be of any age here, and older than what this or another instance served
   * before: of a condemned owner nothing is said.
   */
  void caughtUp() {
    condemned.keySet().forEach(states::remove);
    caughtUp = true;
  }

  /** Takes in the next record; one that cannot be decoded condemns its owner and nothing else. */
  void take(ChangelogRecord record) {
    var key = record.key();
    String owner;
    try {
      owner = key == null ? "" : records.ownerKey(key);
    } catch (RuntimeException undecodable) {
      takeOfNobody(record, undecodable);
      return;
    }
    if (key == null || owner.isEmpty()) {
      takeOfNobody(record, new IllegalArgumentException("the record has no key"));
      return;
    }
    var feed = feeds.computeIfAbsent(owner, _ -> new OwnerFeed());
    try {
      take(owner, feed, key, record);
    } catch (RuntimeException undecodable) {
      condemn(owner, feed, key, record, undecodable);
    }
  }

  private void take(String owner, OwnerFeed feed, byte[] key, ChangelogRecord record) {
    var change = records.change(key, record.value());
    if (change == null) {
      feed.supersede(key);
      return;
    }
    switch (feed.take(key, compact(change))) {
      case APPLY -> apply(owner, feed);
      case FORGET -> forget(owner, feed);
      case WAIT -> {
        if (feed.condemned() != null) {
          applyKeys(owner, change);
        }
      }
    }
  }

  private BookChange compact(BookChange change) {
    return change instanceof Put(ScopeEntry(var scope, var policy, var position))
        ? new Put(new ScopeEntry(names.shared(scope), policy, position))
        : change;
  }

  private void apply(String owner, OwnerFeed feed) {
    var head = feed.head();
    var state = feed.state();
    if (head.sequence() < state.sequence()) {
      throw new IllegalStateException(
          "its head went back from %d to %d".formatted(state.sequence(), head.sequence()));
    }
    var changes = feed.pending();
    var served = rendering.of(head.owner(), changes, state);
    state.apply(changes, head, served);
    states.putIfAbsent(owner, state);
    for (var change : changes) {
      applyBeyondTheOwner(head.owner(), change);
    }
    feed.applied();
    if (condemned.remove(owner) != null) {
      LOG.info("The state of {} can be read again", owner);
    }
    listener.applied(head.owner(), head.sequence());
  }

  // Only a rebuild removes a head, where no event tells of the owner.
  private void forget(String owner, OwnerFeed feed) {
    var held = feed.state().book();
    held.apiKeys().forEach(key -> keys.remove(Owner.of(owner), key.apiKey().id()));
    feed.pending().forEach(change -> applyBeyondTheOwner(Owner.of(owner), change));
    states.remove(owner);
    feeds.remove(owner);
    condemned.remove(owner);
    LOG.warn("There is no {} any more: its head was removed", owner);
  }

  private void applyBeyondTheOwner(Owner owner, BookChange change) {
    switch (change) {
      case Put(ApiKeyEntry entry) -> keys.apply(owner, entry);
      case Remove(BookKey.ApiKeyKey(var id)) -> keys.remove(owner, id);
      case Put(BlockListEntry(var list, _, _)) when owner.isTenant() -> blockList = list;
      case Remove(BookKey.BlockListKey _) when owner.isTenant() ->
          blockList = GlobalBlockList.empty();
      case Put _, Remove _ -> {}
    }
  }

  // A key that was revoked must not open anything for as long as the rest cannot be read; and whose
  // key works is told "not now" instead of "not you".
  private void applyKeys(String owner, BookChange change) {
    switch (change) {
      case Put(ApiKeyEntry _), Remove(BookKey.ApiKeyKey _) ->
          applyBeyondTheOwner(Owner.of(owner), change);
      case Put _, Remove _ -> {}
    }
  }

  private void condemn(
      String owner,
      OwnerFeed feed,
      byte[] key,
      ChangelogRecord record,
      RuntimeException undecodable) {
    var because = because(owner, record, undecodable);
    if (feed.condemned() == null) {
      for (var change : feed.pending()) {
        applyKeys(owner, change);
      }
    }
    feed.condemn(key, because);
    condemned.putIfAbsent(owner, because);
    LOG.error(
        "The record {} cannot be applied; {} is served as it was before it, or not at all",
        record.place(),
        owner,
        undecodable);
  }

  private void takeOfNobody(ChangelogRecord record, RuntimeException undecodable) {
    var key = record.key() == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(record.key());
    if (record.value() == null) {
      nobodys.remove(key);
    } else {
      nobodys.put(key, because("", record, undecodable));
      LOG.error("The record {} does not tell whose it is", record.place(), undecodable);
    }
    if (nobodys.isEmpty()) {
      condemned.remove("");
    } else {
      condemned.put("", nobodys.values().iterator().next());
    }
  }

  private static CondemnedOwner because(
      String owner, ChangelogRecord record, RuntimeException undecodable) {
    return new CondemnedOwner(
        owner,
        record.topic(),
        record.partition(),
        record.offset(),
        String.valueOf(undecodable.getMessage()));
  }
}
