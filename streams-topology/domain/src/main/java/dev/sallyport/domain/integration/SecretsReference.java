package dev.sallyport.domain.integration;

import dev.sallyport.domain.names.Hexadecimal;
import dev.sallyport.domain.names.InvalidName;

/**
 * Which secrets belong to an integration, without any of them.
 *
 * @param version names the record that holds them; empty where there are none
 * @param fingerprint 16 hexadecimal digits that change with the secrets and tell nothing else of
 *     them, since they are made with a key; empty where there are none
 */
public record SecretsReference(String version, String fingerprint) {
  public static final SecretsReference NONE = new SecretsReference("", "");
  private static final int VERSION_DIGITS = 32;
  private static final int FINGERPRINT_DIGITS = 16;

  public SecretsReference {
    var none = version.isEmpty() && fingerprint.isEmpty();
    if (!none
        && !(Hexadecimal.isDigits(version, VERSION_DIGITS)
            && Hexadecimal.isDigits(fingerprint, FINGERPRINT_DIGITS))) {
      throw new InvalidName("secrets", "have a version and a fingerprint, both hexadecimal");
    }
  }
}
