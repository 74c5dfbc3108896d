package dev.sallyport.service.instances;

import dev.sallyport.service.config.SharedSecret;
import java.nio.charset.StandardCharsets;

/** What instances derive from the secret that they share. */
public final class SharedKeys {
  private SharedKeys() {}

  public static InstanceSignature signature(SharedSecret secret) {
    return new InstanceSignature(secret.secret().getBytes(StandardCharsets.US_ASCII));
  }
}
