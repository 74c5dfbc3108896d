package dev.sallyport.service.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.service.config.GitHubToken;
import dev.sallyport.service.github.FakeGitHub.Answer;
import dev.sallyport.topology.view.Soon;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancellingRunsTest {
  private static final RepositoryFullName APP = RepositoryFullName.of("acme", "App");
  private static final RunId RUN = new RunId("4711");
  static final Pace QUICK =
      new Pace(
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMillis(10),
          Duration.ofSeconds(5),
          4);

  private final FakeGitHub github = new FakeGitHub();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private @Nullable RunCancellations cancellations;

  @AfterEach
  void stop() {
    if (cancellations != null) {
      cancellations.close();
    }
    github.close();
  }

  @Test
  void a_run_is_cancelled_and_looked_at_once_more() {
    github.completesWhenAsked();

    assertThat(cancel(APP)).isEqualTo(Cancelled.DONE);

    assertThat(github.asked()).containsExactly("POST /4711/cancel", "GET /4711");
  }

  @Test
  void a_run_that_goes_on_is_cancelled_by_force() {
    assertThat(cancel(APP)).isEqualTo(Cancelled.BY_FORCE);

    assertThat(github.asked())
        .containsExactly("POST /4711/cancel", "GET /4711", "POST /4711/force-cancel");
  }

  @Test
  void a_run_that_completes_before_the_force_is_done() {
    github.next(Answer.of(202), Answer.of(404), Answer.of(409));

    assertThat(cancel(APP)).isEqualTo(Cancelled.DONE);
  }

  @Test
  void a_run_that_has_completed_is_left_alone() {
    github.completed();

    assertThat(cancel(APP)).isEqualTo(Cancelled.TOO_LATE);

    assertThat(github.asked()).containsExactly("POST /4711/cancel");
  }

  @Test
  void a_run_that_github_does_not_know_is_asked_for_once() {
    assertThat(cancel(RepositoryFullName.of("acme", "other"))).isEqualTo(Cancelled.NOT_FOUND);

    assertThat(github.asked()).hasSize(1);
  }

  @Test
  void of_an_organization_on_a_server_of_its_own_the_last_part_counts() {
    github.completesWhenAsked();

    assertThat(cancel(RepositoryFullName.of("customer::ghes::acme", "App")))
        .isEqualTo(Cancelled.DONE);
  }

  @Test
  void a_failure_of_github_is_tried_again() {
    github.completesWhenAsked();
    github.next(Answer.of(500), Answer.of(502));

    assertThat(cancel(APP)).isEqualTo(Cancelled.DONE);

    assertThat(github.asked())
        .containsExactly(
            "POST /4711/cancel", "POST /4711/cancel", "POST /4711/cancel", "GET /4711");
  }

  @Test
  void one_that_stays_is_given_up() {
    github.next(Collections.nCopies(8, Answer.of(503)).toArray(Answer[]::new));

    assertThat(cancel(APP)).isEqualTo(Cancelled.GIVEN_UP);

    assertThat(github.asked()).hasSize(QUICK.attempts());
  }

  @Test
  void a_github_that_is_not_there_is_given_up() {
    github.close();

    assertThat(cancel(APP)).isEqualTo(Cancelled.GIVEN_UP);
  }

  @Test
  void a_rate_limit_is_waited_for() {
    github.completesWhenAsked();
    github.next(Answer.of(429).with("Retry-After", "1"));
    var began = Instant.now();

    assertThat(cancel(APP)).isEqualTo(Cancelled.DONE);

    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(990));
    assertThat(github.asked()).hasSize(3);
  }

  @Test
  void a_rate_limit_that_is_too_long_is_not() {
    github.next(Answer.of(403).with("Retry-After", "3600"));

    assertThat(cancel(APP)).isEqualTo(Cancelled.GIVEN_UP);

    assertThat(github.asked()).hasSize(1);
  }

  @Test
  void a_token_that_may_not_is_no_rate_limit() {
    github.next(Answer.of(403).with("x-ratelimit-remaining", "4999"));

    assertThat(cancel(APP)).isEqualTo(Cancelled.REFUSED);

    assertThat(github.asked()).hasSize(1);
  }

  @Test
  void a_redirect_is_not_followed() {
    github.next(Answer.of(307).with("Location", github.url() + "repos/acme/App/actions/runs/1"));

    assertThat(cancel(APP)).isEqualTo(Cancelled.REFUSED);

    assertThat(github.asked()).hasSize(1);
  }

  @Test
  void an_answer_without_end_is_no_answer() {
    github.next(
        Collections.nCopies(
                QUICK.attempts(), new Answer(200, java.util.Map.of(), "x".repeat((1 << 20) + 1)))
            .toArray(Answer[]::new));

    assertThat(cancel(APP)).isEqualTo(Cancelled.GIVEN_UP);
  }

  @Test
  void a_run_is_cancelled_once_at_a_time() {
    var all = cancellations(github.url());
    for (var i = 0; i < 20; i++) {
      all.cancel(APP, RUN);
    }

    Soon.is("the run is cancelled", () -> count(Cancelled.BY_FORCE) == 1);
    assertThat(github.asked()).hasSize(3);
  }

  @Test
  void whoever_stops_waits_for_nothing() {
    github.next(Answer.of(429).with("Retry-After", "4"));
    var all = cancellations(github.url());
    all.cancel(APP, RUN);
    Soon.is("GitHub was asked", () -> !github.asked().isEmpty());
    var began = Instant.now();

    all.close();

    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void without_a_token_nothing_is_asked() {
    var none = new RunCancellations(null, QUICK, metrics);
    cancellations = none;

    none.cancel(APP, RUN);

    assertThat(github.asked()).isEmpty();
  }

  private Cancelled cancel(RepositoryFullName repository) {
    cancellations(github.url()).cancel(repository, RUN);
    Soon.is("it has ended", () -> ended() != null);
    return Objects.requireNonNull(ended());
  }

  private @Nullable Cancelled ended() {
    for (var end : Cancelled.values()) {
      if (count(end) > 0) {
        return end;
      }
    }
    return null;
  }

  private double count(Cancelled end) {
    return metrics.get("sallyport.lockdown.cancellations").tag("end", end.text()).counter().count();
  }

  private RunCancellations cancellations(URI url) {
    var made =
        new RunCancellations(
            new GitHubAccess(
                new GitHubApi(url, QUICK.answer()),
                new Authorization.Fixed(new GitHubToken(FakeGitHub.TOKEN))),
            QUICK,
            metrics);
    cancellations = made;
    return made;
  }
}
