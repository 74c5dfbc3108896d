package dev.sallyport.service.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.config.GitHubToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * GitHub's REST API for workflow runs and apps. Waits for answers, so it is for threads of its own.
 * Redirects are not followed, since they would take the token elsewhere.
 */
final class GitHubApi implements AutoCloseable {
  private static final String VERSION = "2022-11-28";
  private static final int AT_A_TIME = 4;
  private static final long MOST_BYTES = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final String base;
  private final Duration patience;
  private final HttpClient client;
  // GitHub limits whoever asks much at the same time.
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  /**
   * @param base of the API
   * @param patience for one answer, its body included
   */
  GitHubApi(URI base, Duration patience) {
    this.base = base.toString().replaceAll("/+$", "");
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Asks for a run to be cancelled.
   *
   * @param force whether to pass over conditions such as {@code always()} that keep it running
   */
  HttpResponse<String> cancel(
      RepositoryFullName repository, RunId run, boolean force, GitHubToken token)
      throws IOException, InterruptedException {
    var path = path(repository, run) + (force ? "/force-cancel" : "/cancel");
    return send(() -> request(path, token).POST(BodyPublishers.noBody()));
  }

  /** Asks how a run is. */
  HttpResponse<String> run(RepositoryFullName repository, RunId run, GitHubToken token)
      throws IOException, InterruptedException {
    return send(() -> request(path(repository, run), token).GET());
  }

  /**
   * Asks as which installation an app works at a repository.
   *
   * @param jwt made when its turn has come: it lasts minutes
   */
  HttpResponse<String> installation(RepositoryFullName repository, Supplier<GitHubToken> jwt)
      throws IOException, InterruptedException {
    return send(() -> request(path(repository) + "/installation", jwt.get()).GET());
  }

  /** Asks for a token that holds for the actions of one repository alone. */
  HttpResponse<String> accessToken(
      long installation, RepositoryFullName repository, Supplier<GitHubToken> jwt)
      throws IOException, InterruptedException {
    var narrowed = JSON.createObjectNode();
    narrowed.putArray("repositories").add(repository.repository().name());
    narrowed.putObject("permissions").put("actions", "write");
    return send(() ->
        request("/app/installations/%d/access_tokens".formatted(installation), jwt.get())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(narrowed.toString())));
  }

  /** Whether the answer to {@link #run} says that nothing of the run goes on. */
  static boolean isCompleted(String body) {
    try {
      return JSON.readTree(body).path("status").asText().equals("completed");
    } catch (JsonProcessingException e) {
      return false; // it is asked to be cancelled once more, then
    }
  }

  /** Which one the answer to {@link #installation} names. */
  static OptionalLong installationId(String body) {
    try {
      var id = JSON.readTree(body).path("id");
      return id.canConvertToLong() ? OptionalLong.of(id.asLong()) : OptionalLong.empty();
    } catch (JsonProcessingException e) {
      return OptionalLong.empty(); // whoever asked says so
    }
  }

  private static String path(RepositoryFullName repository, RunId run) {
    return path(repository) + "/actions/runs/" + run.digits();
  }

  private static String path(RepositoryFullName repository) {
    // Of an organization on a server of its own, customer::server::owner, GitHub knows the last.
    var owner = repository.owner().name();
    return "/repos/%s/%s"
        .formatted(owner.substring(owner.lastIndexOf(':') + 1), repository.repository().name());
  }

  private HttpRequest.Builder request(String path, GitHubToken token) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token.secret())
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", VERSION)
        .header("User-Agent", "sallyport");
  }

  private HttpResponse<String> send(Supplier<HttpRequest.Builder> request)
      throws IOException, InterruptedException {
    turns.acquire();
    try {
      return answer(request.get().build());
    } finally {
      turns.release();
    }
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    var answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      // HttpRequest.timeout ends with the headers: a body that stalls would be waited for for ever.
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + patience, e);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
