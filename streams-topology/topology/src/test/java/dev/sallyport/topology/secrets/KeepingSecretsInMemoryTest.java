package dev.sallyport.topology.secrets;

class KeepingSecretsInMemoryTest extends IntegrationSecretsContract {
  private final MemorySecrets secrets = new MemorySecrets();

  @Override
  IntegrationSecrets secrets() {
    return secrets;
  }
}
