package dev.sallyport.service.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.config.AppKeys;
import dev.sallyport.service.config.AppPrivateKey;
import dev.sallyport.service.github.FakeGitHub.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CancellingAsAnAppTest {
  private static final RepositoryFullName APP = RepositoryFullName.of("acme", "App");
  private static final KeyPair PAIR = AppKeys.pair("RSA", 2_048);
  private static final String INSTALLATION = "GET /repos/acme/App/installation";
  private static final String TOKEN = "POST /app/installations/7001/access_tokens";
  private static final String CANCEL = "POST /4711/cancel";

  private final Path folder;
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00.9Z");
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Handler listening = new Listening();
  private final FakeGitHub github = new FakeGitHub();
  private final FakeApp app = new FakeApp(PAIR.getPublic(), () -> now);

  CancellingAsAnAppTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final class Listening extends Handler {
    @Override
    public void publish(LogRecord line) {
      log.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void begin() {
    Logger.getLogger("").addHandler(listening);
    github.knows(app);
    github.completesWhenAsked();
  }

  @AfterEach
  void end() {
    Logger.getLogger("").removeHandler(listening);
    github.close();
  }

  @Test
  void a_token_for_the_repository_is_got_first() throws Exception {
    try (var access = access()) {
      assertThat(cancel(access)).isEqualTo(Cancelled.DONE);
    }

    assertThat(github.asked()).containsExactly(INSTALLATION, TOKEN, CANCEL, "GET /4711");
  }

  @Test
  void it_is_used_again_until_it_is_about_to_expire() throws Exception {
    github.completed();
    try (var access = access()) {
      cancel(access);
      now = now.plus(Duration.ofMinutes(54));
      cancel(access);
      assertThat(github.asked()).containsExactly(INSTALLATION, TOKEN, CANCEL, CANCEL);
      now = now.plus(Duration.ofMinutes(1));
      assertThat(cancel(access)).isEqualTo(Cancelled.TOO_LATE);
    }

    assertThat(github.asked())
        .containsExactly(INSTALLATION, TOKEN, CANCEL, CANCEL, INSTALLATION, TOKEN, CANCEL);
  }

  @Test
  void of_many_who_need_one_one_asks() throws Exception {
    github.completed();
    try (var access = access();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = Collections.nCopies(20, (Callable<Cancelled>) () -> cancel(access));
      for (var end : threads.invokeAll(all)) {
        assertThat(end.get()).isEqualTo(Cancelled.TOO_LATE);
      }
    }

    assertThat(github.asked()).hasSize(22).containsOnlyOnce(INSTALLATION, TOKEN);
  }

  @Test
  void one_that_github_takes_for_none_is_dropped_and_another_got() throws Exception {
    github.completed();
    try (var access = access()) {
      cancel(access);
      app.revoke();

      assertThat(cancel(access)).isEqualTo(Cancelled.TOO_LATE);
    }

    assertThat(github.asked())
        .containsExactly(INSTALLATION, TOKEN, CANCEL, CANCEL, INSTALLATION, TOKEN, CANCEL);
  }

  @Test
  void that_is_tried_once() throws Exception {
    try (var access = access()) {
      cancel(access);
      github.next(Answer.of(401), Answer.of(200).saying("{\"id\": 7001}"));
      github.next(Answer.of(201).saying(token("ghs_other")), Answer.of(401));

      assertThat(cancel(access)).isEqualTo(Cancelled.REFUSED);
    }

    assertThat(github.asked()).hasSize(8);
  }

  @Test
  void where_the_app_is_not_installed_the_log_says_what_to_do() throws Exception {
    try (var access = access()) {
      assertThat(cancel(access, RepositoryFullName.of("acme", "other")))
          .isEqualTo(Cancelled.NOT_FOUND);
    }

    assertThat(github.asked()).containsExactly("GET /repos/acme/other/installation");
    assertThat(log)
        .anySatisfy(line ->
            assertThat(line).contains("repository=acme/other", "run=4711", "install it there"));
  }

  @Test
  void an_app_that_may_not_write_actions_is_refused() throws Exception {
    app.mayNot();

    try (var access = access()) {
      assertThat(cancel(access)).isEqualTo(Cancelled.REFUSED);
    }

    assertThat(github.asked()).containsExactly(INSTALLATION, TOKEN);
  }

  @Test
  void another_key_is_refused() throws Exception {
    try (var access = access(AppKeys.pair("RSA", 2_048), Duration.ZERO)) {
      assertThat(cancel(access)).isEqualTo(Cancelled.REFUSED);
    }

    assertThat(github.asked()).containsExactly(INSTALLATION);
    assertThat(log).anySatisfy(line -> assertThat(line).contains("401", "could not be decoded"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-480, -60, 60})
  void a_clock_that_is_not_right_to_the_minute_does(long seconds) throws Exception {
    try (var access = access(PAIR, Duration.ofSeconds(seconds))) {
      assertThat(cancel(access)).isEqualTo(Cancelled.DONE);
    }
  }

  @Test
  void a_failure_or_a_rate_limit_is_waited_for() throws Exception {
    github.next(Answer.of(502), Answer.of(200).saying("{\"id\": 7001}"));
    github.next(Answer.of(429).with("Retry-After", "1"), Answer.of(500));

    try (var access = access()) {
      assertThat(cancel(access)).isEqualTo(Cancelled.DONE);
    }

    assertThat(github.asked())
        .containsExactly(INSTALLATION, INSTALLATION, TOKEN, TOKEN, TOKEN, CANCEL, "GET /4711");
  }

  @Test
  void one_that_stays_is_given_up_and_asked_for_again_the_next_time() throws Exception {
    var attempts = CancellingRunsTest.QUICK.attempts();
    github.next(Collections.nCopies(attempts, Answer.of(503)).toArray(Answer[]::new));

    try (var access = access()) {
      assertThat(cancel(access)).isEqualTo(Cancelled.GIVEN_UP);
      assertThat(github.asked()).hasSize(attempts);
      assertThat(cancel(access)).isEqualTo(Cancelled.DONE);
    }
  }

  @Test
  void an_answer_that_cannot_be_read_is_refused_and_not_repeated() throws Exception {
    github.next(Answer.of(200).saying("{}"));
    github.next(Answer.of(200).saying("{\"id\": 7001}"));
    github.next(Answer.of(201).saying("{\"token\": \"ghs_other\"}"));

    try (var access = access()) {
      assertThat(cancel(access)).isEqualTo(Cancelled.REFUSED);
      assertThat(cancel(access)).isEqualTo(Cancelled.REFUSED);
    }

    assertThat(github.asked()).containsExactly(INSTALLATION, INSTALLATION, TOKEN);
    assertThat(log).anySatisfy(line -> assertThat(line).contains("cannot be read"));
    assertThat(log).noneSatisfy(line -> assertThat(line).contains("ghs_other"));
  }

  private String token(String text) {
    return "{\"token\": \"%s\", \"expires_at\": \"%s\"}".formatted(text, now);
  }

  private static Cancelled cancel(GitHubAccess access) throws InterruptedException {
    return cancel(access, APP);
  }

  private static Cancelled cancel(GitHubAccess access, RepositoryFullName repository)
      throws InterruptedException {
    var attempts = new Attempts(CancellingRunsTest.QUICK, repository, new RunId("4711"));
    return new RunCancellation(access, attempts).run();
  }

  private GitHubAccess access() throws IOException {
    return access(PAIR, Duration.ZERO);
  }

  private GitHubAccess access(KeyPair pair, Duration ahead) throws IOException {
    var file = folder.resolve("app.pem");
    Files.writeString(file, AppKeys.fromGitHub(pair.getPrivate()));
    var api = new GitHubApi(github.url(), CancellingRunsTest.QUICK.answer());
    var key = AppPrivateKey.read(file.toString());
    return new GitHubAccess(api, new GitHubApp(api, FakeApp.ID, key, () -> now.plus(ahead)));
  }
}
