package dev.sallyport.service.openid;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The provider that people sign in at, for the service under test. */
public final class ProviderUnderTest implements QuarkusTestResourceLifecycleManager {
  /** What the button says; hostile, since it is a text of people. */
  public static final String NAME = "Acme <SSO>";

  private @Nullable FakeProvider provider;

  @Override
  public Map<String, String> start() {
    try {
      var started = new FakeProvider();
      provider = started;
      return Map.of(
          "sallyport.public-url",
          "http://127.0.0.1:1",
          "sallyport.sign-in.issuer",
          started.url().toString(),
          "sallyport.sign-in.client-id",
          FakeProvider.CLIENT,
          "sallyport.sign-in.client-secret",
          FakeProvider.SECRET,
          "sallyport.sign-in.name",
          NAME,
          "sallyport.sign-in.roles-claim",
          "groups",
          "sallyport.sign-in.roles",
          "auditors=auditor,acme-editors=editor@signed-in-acme,admins=admin,acme-admins=admin@signed-in-acme");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    Objects.requireNonNull(provider).close();
  }
}
