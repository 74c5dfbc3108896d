package dev.sallyport.service.github;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The GitHub that the service under test cancels runs at; {@code /asked} there tells what. */
public final class GitHubUnderTest implements QuarkusTestResourceLifecycleManager {
  private @Nullable FakeGitHub github;

  @Override
  public Map<String, String> start() {
    var started = new FakeGitHub();
    github = started;
    return Map.of(
        "sallyport.github.token",
        FakeGitHub.TOKEN,
        "sallyport.github.api-url",
        started.url().toString());
  }

  @Override
  public void stop() {
    Objects.requireNonNull(github).close();
  }
}
