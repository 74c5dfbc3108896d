package dev.sallyport.service.startup;

import dev.sallyport.starting.Reviving;
import dev.sallyport.topology.decider.Decider;
import java.util.function.Supplier;

/** A decider ends by itself when more of its threads died than are replaced. */
record DeciderLife(Supplier<Decider> make, OpenParts parts) implements Reviving.Life<Decider> {
  @Override
  public Decider begin() {
    var decider = make.get();
    return parts.start(decider, decider::start);
  }

  @Override
  public boolean ended(Decider decider) {
    return switch (decider.state()) {
      case ERROR, NOT_RUNNING -> true;
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR -> false;
    };
  }

  @Override
  public void bury(Decider decider) {
    parts.drop(decider);
  }
}
