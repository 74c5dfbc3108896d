package dev.sallyport.service.startup;

import dev.sallyport.service.config.InstanceSettings;
import dev.sallyport.service.config.SessionSettings;
import dev.sallyport.service.config.TlsSettings;
import dev.sallyport.service.instances.AskingInstances;
import dev.sallyport.service.instances.InstanceSignature;
import dev.sallyport.topology.projection.Fleet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** How this instance asks others, if it is told to. */
@Singleton
final class FleetOfInstances {
  private final Optional<Fleet> fleet;

  @Inject
  FleetOfInstances(InstanceSettings instance, SessionSettings sessions, TlsSettings tls) {
    this.fleet =
        instance
            .address()
            .flatMap(here ->
                sessions
                    .secret()
                    .map(secret ->
                        new Fleet(
                            here,
                            new AskingInstances(
                                tls.cert().isPresent(),
                                InstanceSignature.of(secret),
                                InstantSource.system()))));
  }

  /** Empty where this instance is alone. */
  Optional<Fleet> fleet() {
    return fleet;
  }
}
