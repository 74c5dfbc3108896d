package dev.sallyport.domain.book;

import dev.sallyport.domain.event.RecordedEvent;

/** An event that cannot follow from its book: the log or the state is corrupt. Never skipped. */
public final class ImpossibleEvent extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ImpossibleEvent(RecordedEvent event, String why) {
    super(
        "Event %d of %s (%s, %s) cannot be: %s"
            .formatted(
                event.meta().sequence(),
                event.meta().owner().key(),
                event.event().getClass().getSimpleName(),
                event.meta().id(),
                why));
  }
}
