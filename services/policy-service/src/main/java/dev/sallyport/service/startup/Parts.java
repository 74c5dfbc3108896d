package dev.sallyport.service.startup;

import dev.sallyport.topology.delivery.Deliveries;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.submit.Commands;
import dev.sallyport.topology.telemetry.Telemetry;
import dev.sallyport.topology.view.PolicyView;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Offers the engine's parts for injection, as themselves: a proxy would cost every lookup. */
@Singleton
class Parts {
  @Produces
  @Singleton
  PolicyView view(Engine engine) {
    return engine.view();
  }

  @Produces
  @Singleton
  Commands commands(Engine engine) {
    return engine.commands();
  }

  @Produces
  @Singleton
  History history(Engine engine) {
    return engine.history();
  }

  @Produces
  @Singleton
  Telemetry telemetry(Engine engine) {
    return engine.telemetry();
  }

  @Produces
  @Singleton
  Insights insights(Engine engine) {
    return engine.insights();
  }

  @Produces
  @Singleton
  IntegrationSecrets secrets(Engine engine) {
    return engine.secrets();
  }

  @Produces
  @Singleton
  Deliveries deliveries(Engine engine) {
    return engine.deliveries();
  }
}
