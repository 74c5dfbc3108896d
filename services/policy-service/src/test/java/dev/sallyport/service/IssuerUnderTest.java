package dev.sallyport.service;

import dev.sallyport.service.security.FakeIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jspecify.annotations.Nullable;

/**
 * An issuer of identity tokens for the service under test. What tests sign with is handed over as
 * text, since they are loaded by another class loader than this.
 */
public final class IssuerUnderTest implements QuarkusTestResourceLifecycleManager {
  static final String URL = "sallyport.test.issuer";
  static final String KEY = "sallyport.test.issuer.key";

  private @Nullable FakeIssuer issuer;

  @Override
  public Map<String, String> start() {
    try {
      var started = new FakeIssuer();
      issuer = started;
      var key = started.publish("k1");
      return Map.of(
          "sallyport.oidc.github-issuer",
          started.url().toString(),
          URL,
          started.url().toString(),
          KEY,
          key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    Objects.requireNonNull(issuer).close();
  }
}
