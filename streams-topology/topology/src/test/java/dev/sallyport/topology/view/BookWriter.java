package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookChange;
import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookChange.Remove;
import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.topology.codec.StateCodec;
import dev.sallyport.topology.codec.StateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what the decider's store would write to its changelog. */
final class BookWriter {
  private static final String TOPIC = "policy-state";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final MemoryOwners owners = new MemoryOwners();
  private long offset;

  /** The records of one command, the head last. */
  List<ChangelogRecord> records(Owner owner, PolicyCommand command) {
    var decided = owners.decide(Ask.of(owner, command, NOW), NOW);
    assertThat(decided.outcome().verdict()).isInstanceOf(Verdict.Done.class);
    var records = new ArrayList<ChangelogRecord>();
    for (var change : decided.changes()) {
      records.add(record(owner, change));
    }
    return records;
  }

  private ChangelogRecord record(Owner owner, BookChange change) {
    var key = new StateKey(owner, change.key()).encode();
    var value =
        switch (change) {
          case Put(var entry) -> StateCodec.encode(entry);
          case Remove _ -> null;
        };
    return new ChangelogRecord(TOPIC, 0, offset++, key, value);
  }

  long sequence(Owner owner) {
    var head = owners.book(owner).head();
    return head == null ? 0 : head.sequence();
  }
}
