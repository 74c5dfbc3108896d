package dev.sallyport.sink.courier;

/**
 * A secret of an integration is missing, or is not what it should be. The message is for people and
 * does not hold the secret.
 */
public final class UnusableSecret extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableSecret(String message) {
    super(message);
  }
}
