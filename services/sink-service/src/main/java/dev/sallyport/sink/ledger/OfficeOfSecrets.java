package dev.sallyport.sink.ledger;

import dev.sallyport.domain.delivery.Answer;
import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.SecretsReference;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.sink.courier.Courier;
import dev.sallyport.sink.courier.Couriers;
import dev.sallyport.sink.courier.Notice;
import dev.sallyport.sink.courier.UnusableSecret;
import dev.sallyport.topology.secrets.IntegrationSecrets;
import dev.sallyport.topology.secrets.SecretsName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Gives couriers the secrets of their integrations. */
final class OfficeOfSecrets implements CourierOffice {
  private static final Logger LOG = Logger.getLogger(OfficeOfSecrets.class);

  private final Couriers couriers;
  private final IntegrationSecrets secrets;

  OfficeOfSecrets(Couriers couriers, IntegrationSecrets secrets) {
    this.couriers = couriers;
    this.secrets = secrets;
  }

  @Override
  public Courier courier(Owner owner, Integration integration) {
    try {
      return couriers.courier(integration, values(owner, integration));
    } catch (UnusableSecret | IntegrationSecrets.Locked e) {
      return new Unable(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.errorf(e, "There can be no courier for the integration %s", integration.id());
      return new Unable("Sallyport cannot send to this integration; its log tells why.");
    }
  }

  private Map<String, String> values(Owner owner, Integration integration) {
    return integration.secrets().equals(SecretsReference.NONE)
        ? Map.of()
        : secrets.get(SecretsName.of(owner, integration)).orElse(Map.of());
  }

  /** Says why nothing can be sent. */
  private record Unable(String why) implements Courier {
    @Override
    public int mostTogether() {
      return 1;
    }

    @Override
    public Duration pace() {
      return Duration.ZERO;
    }

    @Override
    public Attempt deliver(List<Notice> notices) {
      return new Attempt("", new Answer.NotTaken(why));
    }
  }
}
