package dev.sallyport.domain.book;

import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.event.PolicyEvent;
import java.util.Arrays;
import java.util.List;

/** What follows from a command. */
public sealed interface Decision {
  /** Done; no events where it was so already. */
  record Accepted(List<PolicyEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  record Refused(Refusal refusal) implements Decision {}

  static Decision accept(PolicyEvent... events) {
    return new Accepted(Arrays.asList(events));
  }

  static Decision accept(List<? extends PolicyEvent> events) {
    return new Accepted(List.copyOf(events));
  }

  static Decision refuse(Refusal refusal) {
    return new Refused(refusal);
  }
}
