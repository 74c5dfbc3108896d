package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.names.Owner;
import java.time.Instant;

/** The fake, held to the contract. */
final class FakingTheViewTest implements PolicyViewContract {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final MemoryView view = new MemoryView(RENDERER);

  @Override
  public PolicyView view() {
    return view;
  }

  @Override
  public void done(Owner owner, PolicyCommand... commands) {
    for (var command : commands) {
      var outcome = view.apply(Ask.of(owner, command, NOW), NOW);
      assertThat(outcome.verdict()).isInstanceOf(Verdict.Done.class);
    }
  }

  @Override
  public Owner owner() {
    return Owner.of("acme");
  }
}
