package dev.sallyport.service.github;

import dev.sallyport.service.config.GitHubSettings;
import dev.sallyport.service.config.GitHubToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** GitHub's REST API, and as whom it is asked. */
record GitHubAccess(GitHubApi api, Authorization authorization) implements AutoCloseable {
  interface Question {
    HttpResponse<String> send(GitHubApi api, GitHubToken token)
        throws IOException, InterruptedException;
  }

  /** Null where neither a token nor an app is configured. */
  static @Nullable GitHubAccess of(GitHubSettings settings, Duration patience) {
    var token = settings.token();
    if (token.isPresent()) {
      return new GitHubAccess(
          new GitHubApi(settings.apiUrl(), patience), new Authorization.Fixed(token.get()));
    }
    var id = settings.appId();
    var key = settings.appPrivateKeyFile();
    if (id.isEmpty() || key.isEmpty()) {
      return null;
    }
    var api = new GitHubApi(settings.apiUrl(), patience);
    return new GitHubAccess(api, new GitHubApp(api, id.get(), key.get(), InstantSource.system()));
  }

  /** Asks with a token; with another one, once, if GitHub took it for none. */
  HttpResponse<String> ask(Attempts attempts, Question question)
      throws InVain, InterruptedException {
    var token = authorization.token(attempts.repository(), attempts);
    var answer = attempts.persist(() -> question.send(api, token));
    if (answer.statusCode() != 401 || !authorization.renews(attempts.repository(), token)) {
      return answer;
    }
    var another = authorization.token(attempts.repository(), attempts);
    return attempts.persist(() -> question.send(api, another));
  }

  @Override
  public void close() {
    api.close();
  }
}
