package dev.sallyport.service.startup;

import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.topology.view.OwnerBook;
import dev.sallyport.topology.view.PolicyView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The view before there is one: knows nothing, and says so. */
final class LateView implements PolicyView {
  private static final String REASON = "This instance is still starting.";
  private static final Found UNKNOWN = new Found.Unknown(REASON);
  private static final Health STARTING = new Health(false, 0, null, List.of());

  private volatile @Nullable PolicyView view;

  void become(PolicyView there) {
    view = there;
  }

  private PolicyView there() {
    var there = view;
    if (there == null) {
      throw new NotReadable(REASON);
    }
    return there;
  }

  @Override
  public Found lookUp(Job job) {
    var there = view;
    return there == null ? UNKNOWN : there.lookUp(job);
  }

  @Override
  public Found served(Owner owner, PolicyName policy) {
    var there = view;
    return there == null ? UNKNOWN : there.served(owner, policy);
  }

  @Override
  public @Nullable KeyHolder keyHolder(KeyHash hash) {
    return there().keyHolder(hash);
  }

  @Override
  public GlobalBlockList blockList() {
    return there().blockList();
  }

  @Override
  public List<Owner> owners() {
    return there().owners();
  }

  @Override
  public <T> T read(Owner owner, Function<OwnerBook, T> read) {
    return there().read(owner, read);
  }

  @Override
  public CompletableFuture<Void> reached(Owner owner, long sequence) {
    var there = view;
    return there == null
        ? CompletableFuture.failedFuture(new NotReadable(REASON))
        : there.reached(owner, sequence);
  }

  @Override
  public CompletionStage<Freshness> fresh(Owner owner, Duration patience) {
    var there = view;
    return there == null
        ? CompletableFuture.failedStage(new NotReadable(REASON))
        : there.fresh(owner, patience);
  }

  @Override
  public Health health() {
    var there = view;
    return there == null ? STARTING : there.health();
  }

  @Override
  public AutoCloseable onApplied(Listener listener) {
    return there().onApplied(listener);
  }
}
