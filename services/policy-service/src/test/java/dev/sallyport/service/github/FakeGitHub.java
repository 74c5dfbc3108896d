package dev.sallyport.service.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's REST API for workflow runs, on this machine (docs.github.com, "REST API endpoints for
 * workflow runs"): a run in progress is asked to be cancelled and goes on until it is told to have
 * completed. What was scripted is answered first.
 */
final class FakeGitHub implements AutoCloseable {
  static final String TOKEN = "github_pat_for-tests";

  private final HttpServer server;
  private final Queue<Answer> scripted = new ArrayDeque<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile String status = "in_progress";
  private volatile boolean completesWhenAsked;
  private volatile @Nullable FakeApp app;

  /** What is answered instead of what GitHub would. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status) {
      return new Answer(status, Map.of(), "{\"message\": \"scripted\"}");
    }

    Answer saying(String other) {
      return new Answer(status, headers, other);
    }

    Answer with(String header, String value) {
      return new Answer(status, Map.of(header, value), body);
    }
  }

  FakeGitHub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Thread::startVirtualThread);
    server.createContext("/api/v3/repos/", this::answer);
    server.createContext("/api/v3/app/", this::answer);
    // For tests that another class loader than this one's has loaded.
    server.createContext(
        "/api/v3/asked", exchange -> send(exchange, Answer.of(200).saying(asked.toString())));
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/api/v3/".formatted(server.getAddress().getPort()));
  }

  /** From now on, these are the next answers. */
  synchronized void next(Answer... answers) {
    scripted.addAll(List.of(answers));
  }

  /** An app may ask, beside the token. */
  void knows(FakeApp other) {
    app = other;
  }

  void completed() {
    status = "completed";
  }

  void completesWhenAsked() {
    completesWhenAsked = true;
  }

  /** Methods and paths, in order. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized Answer answer(String method, String path, String token, String body) {
    var next = scripted.poll();
    if (next != null) {
      return next;
    }
    var known = app;
    var asApp = known == null ? null : known.answer(method, path, token, body);
    if (asApp != null) {
      return asApp;
    }
    if (!token.equals(TOKEN) && (known == null || !known.holds(token))) {
      return Answer.of(401);
    }
    if (!path.startsWith("/repos/acme/App/actions/runs/4711")) {
      return Answer.of(404);
    }
    if (method.equals("GET")) {
      return new Answer(200, Map.of(), "{\"id\": 4711, \"status\": \"%s\"}".formatted(status));
    }
    if (status.equals("completed")) {
      return Answer.of(409);
    }
    if (path.endsWith("/force-cancel") || completesWhenAsked) {
      status = "completed";
    }
    return new Answer(202, Map.of(), "{}");
  }

  private void answer(HttpExchange exchange) throws IOException {
    var method = exchange.getRequestMethod();
    var path = exchange.getRequestURI().getPath().substring("/api/v3".length());
    asked.add(method + " " + path.replace("/repos/acme/App/actions/runs", ""));
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    var bearer = authorization != null && authorization.startsWith("Bearer ");
    var token = bearer ? authorization.substring("Bearer ".length()) : "";
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    send(exchange, answer(method, path, token, body));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
