package dev.sallyport.service.github;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.service.config.AppPrivateKey;
import dev.sallyport.service.config.GitHubToken;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A GitHub App, installed where runs are to be cancelled. Its tokens hold for one repository and
 * nothing but actions, and are kept in memory until they are about to expire. Of many who need one
 * at the same time, one asks.
 */
final class GitHubApp implements Authorization {
  private static final int MOST_REPOSITORIES = 1_000;

  private final GitHubApi api;
  private final String app;
  private final AppPrivateKey key;
  private final InstantSource clock;
  private final Map<String, FutureTask<InstallationToken>> tokens =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, FutureTask<InstallationToken>> eldest) {
          return size() > MOST_REPOSITORIES;
        }
      };

  GitHubApp(GitHubApi api, String app, AppPrivateKey key, InstantSource clock) {
    this.api = api;
    this.app = app;
    this.key = key;
    this.clock = clock;
  }

  @Override
  public GitHubToken token(RepositoryFullName repository, Attempts attempts)
      throws InVain, InterruptedException {
    var asking = known(repository, attempts);
    asking.run(); // nothing if it ran, or runs, elsewhere
    try {
      // Not looked at again: with a clock that is an hour off, it would be asked for without end.
      return asking.get().token();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InVain inVain -> throw inVain;
        case InterruptedException stopped -> throw stopped;
        case null, default -> throw new IllegalStateException("no token of an app", e);
      }
    }
  }

  private synchronized FutureTask<InstallationToken> known(
      RepositoryFullName repository, Attempts attempts) {
    var known = tokens.get(repository.key());
    if (known != null && isOfUse(known)) {
      return known;
    }
    var asking = new FutureTask<>(() -> ask(repository, attempts));
    tokens.put(repository.key(), asking);
    return asking;
  }

  private boolean isOfUse(FutureTask<InstallationToken> known) {
    return switch (known.state()) {
      case RUNNING -> true;
      case SUCCESS -> known.resultNow().lasts(clock.instant());
      case FAILED, CANCELLED -> false;
    };
  }

  // The other one is there already if somebody else was refused the same before.
  @Override
  public synchronized boolean renews(RepositoryFullName repository, GitHubToken refused) {
    tokens.computeIfPresent(
        repository.key(),
        (_, known) ->
            known.state() == FutureTask.State.SUCCESS && known.resultNow().token().equals(refused)
                ? null
                : known);
    return true;
  }

  // docs.github.com, "Generating an installation access token for a GitHub App"
  private InstallationToken ask(RepositoryFullName repository, Attempts attempts)
      throws InVain, InterruptedException {
    var found = attempts.persist(() -> api.installation(repository, this::jwt));
    if (found.statusCode() != 200) {
      throw refused(found);
    }
    var installation = GitHubApi.installationId(found.body());
    if (installation.isEmpty()) {
      throw new InVain(Cancelled.REFUSED, "GitHub names no installation of the app");
    }
    var id = installation.getAsLong();
    var answer = attempts.persist(() -> api.accessToken(id, repository, this::jwt));
    if (answer.statusCode() != 201) {
      throw refused(answer);
    }
    var token = InstallationToken.parse(answer.body());
    if (token == null) {
      throw new InVain(Cancelled.REFUSED, "GitHub's token for the app cannot be read");
    }
    return token;
  }

  private GitHubToken jwt() {
    return AppJwt.signed(app, key, clock.instant());
  }

  private static InVain refused(HttpResponse<String> answer) {
    if (answer.statusCode() == 404) {
      return new InVain(
          Cancelled.NOT_FOUND,
          "the GitHub App is not installed at this repository: install it there, with the permission"
              + " Actions: read and write");
    }
    // Below 400, the answer may hold a token.
    var why = answer.statusCode() < 400 ? "" : " " + answer.body();
    return new InVain(
        Cancelled.REFUSED,
        "GitHub gives the app no token: it answered " + answer.statusCode() + why);
  }
}
