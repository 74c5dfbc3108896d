package dev.sallyport.topology.codec;

import dev.sallyport.domain.book.BookEntry;
import dev.sallyport.domain.command.Outcome;
import dev.sallyport.domain.command.Submission;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** For {@code @Domain(ArbitraryDomain.class)}: arbitrary parameters of these types. */
public final class ArbitraryDomain extends DomainContextBase {
  @Provide
  Arbitrary<RecordedEvent> recordedEvents() {
    return ArbitraryEvents.recorded();
  }

  @Provide
  Arbitrary<Submission> submissions() {
    return ArbitraryCommands.submissions();
  }

  @Provide
  Arbitrary<Outcome> outcomes() {
    return ArbitraryCommands.outcomes();
  }

  @Provide
  Arbitrary<BookEntry> entries() {
    return ArbitraryEntries.entries();
  }

  @Provide
  Arbitrary<TelemetryEvent> telemetry() {
    return ArbitraryTelemetry.events();
  }
}
