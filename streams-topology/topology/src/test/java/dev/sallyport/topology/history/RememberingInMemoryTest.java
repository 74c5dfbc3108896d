package dev.sallyport.topology.history;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.schemas.serde.SchemaIds;
import dev.sallyport.topology.WrittenEvents.Written;
import org.junit.jupiter.api.Test;

class RememberingInMemoryTest extends HistoryContract {
  private final MemoryHistory history = new MemoryHistory();
  private final SchemaIds ids = idsInMemory();

  @Override
  History history() {
    return history;
  }

  @Override
  Owner owner() {
    return Owner.of("Acme");
  }

  @Override
  SchemaIds ids() {
    return ids;
  }

  @Override
  void take(Written event) {
    history.add(event.event(), event.hash());
  }

  @Test
  void answers_nothing_while_it_is_not_ready() {
    history.ready(false);
    assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(() -> history.event(owner(), 1));
  }
}
