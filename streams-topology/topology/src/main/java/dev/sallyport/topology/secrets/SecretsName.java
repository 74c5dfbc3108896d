package dev.sallyport.topology.secrets;

import dev.sallyport.domain.integration.Integration;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;

/**
 * Names one version of an integration's secrets.
 *
 * @param version 32 hexadecimal digits
 */
public record SecretsName(Owner owner, IntegrationId integration, String version) {
  public static SecretsName of(Owner owner, Integration integration) {
    return new SecretsName(owner, integration.id(), integration.secrets().version());
  }

  /** The record's key, which what is encrypted is bound to. */
  String key() {
    return owner.key() + "/" + integration.digits() + "/" + version;
  }
}
