package dev.sallyport.service.openid;

import dev.sallyport.service.config.InstallationSettings;
import dev.sallyport.service.config.SignInSettings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The provider that people sign in at, if one is named in the settings. */
@Singleton
public class IdentityProvider {
  // Strangers can have us ask it: each holds a connection, and up to a megabyte of an answer.
  private static final int AT_A_TIME = 20;

  private final String name;
  private final Optional<CodeFlow> flow;
  private final Semaphore free = new Semaphore(AT_A_TIME);

  @Inject
  IdentityProvider(SignInSettings settings, InstallationSettings installation) {
    this.name = settings.name();
    this.flow =
        Registration.of(settings, installation.publicUrl())
            .map(registration -> new CodeFlow(registration, InstantSource.system()));
  }

  public boolean there() {
    return flow.isPresent();
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** Where the browser has to go; null if that cannot be told at the moment. */
  public @Nullable URI begin(Attempt attempt) {
    if (!free.tryAcquire()) {
      return null;
    }
    try {
      return there(flow).begin(attempt);
    } finally {
      free.release();
    }
  }

  /** Who the browser came back as. */
  public Outcome complete(String code, Attempt attempt) {
    if (!free.tryAcquire()) {
      return new Outcome.Unavailable("too many people are signing in at the moment");
    }
    try {
      return there(flow).complete(code, attempt);
    } finally {
      free.release();
    }
  }

  private static CodeFlow there(Optional<CodeFlow> flow) {
    return flow.orElseThrow(() -> new IllegalStateException("No identity provider is named"));
  }

  @PreDestroy
  void close() {
    flow.ifPresent(CodeFlow::close);
  }
}
