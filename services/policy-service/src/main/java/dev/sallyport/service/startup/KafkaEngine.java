package dev.sallyport.service.startup;

import dev.sallyport.topology.history.History;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Singleton;

/** The engine on Kafka. */
@Singleton
final class KafkaEngine implements Engine {
  private final LateView view = new LateView();
  private final LateCommands commands = new LateCommands();
  private final LateHistory history = new LateHistory();

  @Override
  public PolicyView view() {
    return view;
  }

  @Override
  public Commands commands() {
    return commands;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void start() {}

  @Override
  public Changeability changeability() {
    return new Changeability.Impossible("This instance is still starting.");
  }

  @Override
  public void close() {}
}
