package dev.sallyport.topology.insight;

import static dev.sallyport.topology.insight.Reported.APP;
import static dev.sallyport.topology.insight.Reported.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Verification;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import org.junit.jupiter.api.Test;

/** Which jobs are believed to be their repository's, and what becomes of what others report. */
final class BelievingJobsTest extends ProjectedReports {
  @Test
  void a_job_whose_policy_was_looked_up_under_its_correlation_id_is_verified() {
    var job = job("1");
    take(job.monitored(), job.connected("github.com", "git"), job.lookedUp());
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.CORRELATION);
    assertThat(baseline(OF_APP)).containsExactly("github.com:443");
  }

  @Test
  void a_job_that_was_monitored_with_a_runner_key_is_verified() {
    var job = job("1").withRunnerKeyOf("prod");
    take(job.monitored(), job.connected("github.com", "git"));
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.RUNNER_KEY);
    var cluster = new BaselineScope.OfCluster(APP.owner(), new ClusterName("prod"));
    assertThat(baseline(cluster)).containsExactly("github.com:443");
    assertThat(insights.baseline(cluster, null).endpoints().getFirst().observations())
        .extracting(each -> each.run().digits())
        .containsExactly("1");
  }

  @Test
  void a_job_under_another_correlation_id_is_verified_by_the_address_of_a_lookup_of_its_run() {
    var runner = job("1").called("depot-1");
    take(job("1").lookedUp(), runner.monitored(), runner.connected("github.com"));
    assertThat(insights.job(APP, runner.id().correlation()))
        .extracting(RunJob::verification)
        .isEqualTo(Verification.ADDRESS);
    assertThat(baseline(OF_APP)).containsExactly("github.com:443");
  }

  @Test
  void somebody_who_knows_a_public_run_id_gets_nothing_into_the_baseline() {
    var attacker = job("1").called("guess").from("203.0.113.66");
    take(
        job("1").lookedUp("ci.yml", "strict"),
        attacker.monitored(),
        attacker.connected("evil.example", "curl"),
        attacker.dropped("github.com", "curl"),
        attacker.resolved("evil.example", "203.0.113.66"));
    assertThat(insights.job(APP, attacker.id().correlation()))
        .extracting(RunJob::verification)
        .isEqualTo(Verification.NONE);
    assertThat(baseline(OF_APP)).isEmpty();
    assertThat(told()).isEmpty();
    assertThat(found("1").summary().blocked()).isZero();
    assertThat(insights.events(attacker.id(), 10)).hasSize(3);
  }

  @Test
  void the_first_to_be_monitored_is_the_job() {
    var job = job("1").called("runner-7");
    take(
        job.from("198.51.100.1").monitored(),
        job.from("192.0.2.1").monitored(),
        job("1").from("192.0.2.1").lookedUp());
    assertThat(insights.job(APP, job.id().correlation()))
        .extracting(RunJob::verification)
        .isEqualTo(Verification.NONE);
  }

  @Test
  void somebody_who_knows_the_name_of_a_runner_is_not_its_job() {
    var runner = job("1").called("arc-runner-x7");
    take(
        runner.lookedUp("ci.yml", null, "prod"),
        runner.from("203.0.113.66").monitored(),
        runner.from("203.0.113.66").connected("evil.example"));
    assertThat(insights.job(APP, runner.id().correlation()))
        .extracting(RunJob::verification)
        .isEqualTo(Verification.NONE);
    assertThat(baseline(OF_APP)).isEmpty();
  }

  @Test
  void a_lookup_without_a_run_id_is_that_of_its_correlation_id() {
    var job = job("1");
    var lookup = job.lookedUp();
    take(
        job.monitored(),
        job.connected("github.com"),
        new TelemetryEvent.PolicyLookedUp(
            APP,
            lookup.workflow(),
            null,
            lookup.correlation(),
            lookup.source(),
            lookup.proof(),
            null,
            null,
            lookup.received()));
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.CORRELATION);
  }

  @Test
  void a_runner_key_takes_the_job_from_whoever_asked_for_it_before() {
    var stranger = job("1").called("arc-runner-x7").from("203.0.113.66");
    var runner = job("1").called("arc-runner-x7").withRunnerKeyOf("prod");
    take(
        stranger.monitored(),
        stranger.connected("evil.example"),
        stranger.detected("Reverse-Shell", false),
        runner.connected("github.com"),
        runner.monitored(),
        stranger.connected("late.example"),
        runner.lookedUp("ci.yml", null, "prod"));
    assertThat(baseline(OF_APP)).containsExactly("github.com:443");
    assertThat(told()).isEmpty();
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.RUNNER_KEY);
    assertThat(onlyJob("1").counts()).isEqualTo(new RunJob.Counts(1, 0, 0, 0));
    assertThat(insights.events(runner.id(), 10))
        .filteredOn(NetworkEvent::others)
        .extracting(each -> each.destination().host())
        .containsExactlyInAnyOrder("evil.example", "late.example");
  }

  @Test
  void a_runner_key_of_another_job_takes_nothing_from_a_verified_one() {
    var job = job("1");
    var other = job.from("203.0.113.66").withRunnerKeyOf("prod");
    take(job.lookedUp(), job.monitored(), job.connected("github.com"), other.monitored());
    take(other.lookedUp("other.yml", "strict", "prod"), job.dropped("evil.example"));
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.CORRELATION);
    assertThat(onlyJob("1").workflow()).hasToString("ci.yml");
    assertThat(onlyJob("1").counts()).isEqualTo(new RunJob.Counts(1, 1, 0, 0));
    assertThat(told()).containsExactly("DOMAIN_BLOCKED evil.example");
  }

  @Test
  void a_lookup_from_elsewhere_takes_no_job_its_own_even_before_it_is_monitored() {
    var job = job("1").called("arc-runner-x7");
    take(
        job.lookedUp("ci.yml", null, "prod"),
        job.from("203.0.113.66").lookedUp("other.yml", "strict", "prod"),
        job.monitored());
    assertThat(onlyJob("1").verification()).isEqualTo(Verification.CORRELATION);
    assertThat(onlyJob("1").workflow()).hasToString("ci.yml");
  }

  @Test
  void a_lookup_under_the_name_of_a_runner_takes_no_job_the_proof_of_its_address() {
    var runner = job("1").called("depot-1");
    take(
        job("1").lookedUp(),
        runner.monitored(),
        runner.from("203.0.113.66").lookedUp("other.yml", "strict"),
        runner.connected("github.com"));
    assertThat(insights.job(APP, runner.id().correlation()))
        .extracting(RunJob::verification)
        .isEqualTo(Verification.ADDRESS);
    assertThat(baseline(OF_APP)).containsExactly("github.com:443");
  }

  @Test
  void what_the_job_itself_resolved_before_it_was_known_names_its_addresses() {
    var stranger = job("1").called("arc-runner-x7").from("203.0.113.66");
    var runner = job("1").called("arc-runner-x7").withRunnerKeyOf("prod");
    take(
        stranger.monitored(),
        runner.resolved("github.com", "104.16.1.34"),
        stranger.resolved("evil.example", "104.16.1.34"),
        runner.monitored(),
        runner.lookedUp("ci.yml", "strict", "prod"),
        runner.connection(null, "104.16.1.34", "443", false, GlobalBlock.NONE, "git"));
    assertThat(told()).isEmpty();
  }

  @Test
  void what_somebody_reports_who_asked_for_a_job_later_counts_for_nothing() {
    var job = job("1");
    var stranger = job.from("203.0.113.66");
    take(
        job.lookedUp(),
        job.monitored(),
        stranger.monitored(),
        stranger.connected("evil.example"),
        stranger.dropped("github.com"),
        stranger.detected("Reverse-Shell", false),
        job.connected("github.com"));
    assertThat(baseline(OF_APP)).containsExactly("github.com:443");
    assertThat(told()).isEmpty();
    assertThat(found("1").summary().blocked()).isZero();
    assertThat(onlyJob("1").counts()).isEqualTo(new RunJob.Counts(1, 0, 0, 0));
  }

  @Test
  void strangers_use_up_no_room_of_a_job() {
    var job = job("1");
    take(job.lookedUp(), job.monitored());
    for (var call = 0; call < Projecting.MOST_CALLS_OF_OTHERS + 50; call++) {
      take(job.from("203.0.113.66").connected("evil-" + call + ".example"));
    }
    take(job.connected("github.com"));
    assertThat(insights.events(job.id(), 1_000)).hasSize(Projecting.MOST_CALLS_OF_OTHERS + 1);
    assertThat(onlyJob("1").leftOut()).isZero();
  }

  @Test
  void an_unproven_detection_counts_when_its_job_is_verified() {
    var job = job("1");
    take(job.monitored(), job.detected("Reverse-Shell", false));
    assertThat(told()).isEmpty();
    take(job.lookedUp());
    assertThat(told()).containsExactly("REVERSE_SHELL null");
    var found = found("1").detections().getFirst().detection();
    assertThat(found.job().name()).isEqualTo(new JobName("build"));
  }
}
