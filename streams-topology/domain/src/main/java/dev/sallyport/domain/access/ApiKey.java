package dev.sallyport.domain.access;

import dev.sallyport.domain.names.ClusterName;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is stored: everything but the secret.
 *
 * @param name for people, 1 to 100 characters
 * @param cluster only of a runner key: the cluster that its jobs run on
 * @param bootstrap the key an installation starts with; there is one at most, in the tenant's book
 */
public record ApiKey(
    KeyHash hash, KeyKind kind, String name, @Nullable ClusterName cluster, boolean bootstrap) {
  private static final int MAX_NAME = 100;

  public ApiKey {
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "An API key's name has 1 to 100 characters and no control characters.");
    }
    if (cluster != null && kind != KeyKind.RUNNER) {
      throw new IllegalArgumentException("Only a runner key can be bound to a cluster.");
    }
    if (bootstrap && kind != KeyKind.TENANT_ADMIN) {
      throw new IllegalArgumentException("The bootstrap key is a tenant-wide admin key.");
    }
  }

  public KeyId id() {
    return hash.id();
  }
}
