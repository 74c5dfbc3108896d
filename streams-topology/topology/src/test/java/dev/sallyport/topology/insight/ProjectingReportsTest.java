package dev.sallyport.topology.insight;

import static dev.sallyport.topology.insight.Reported.APP;
import static dev.sallyport.topology.insight.Reported.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.insight.Observation;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.TelemetryEvent;
import dev.sallyport.events.DetectionFound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProjectingReportsTest extends ProjectedReports {
  // Late, early, twice, out of order

  @Test
  void whatever_the_order_and_however_often_the_outcome_is_the_same() {
    var events = new ArrayList<TelemetryEvent>();
    for (var run = 1; run <= 3; run++) {
      var job = job(String.valueOf(run));
      events.add(job.lookedUp("ci.yml", "strict"));
      events.add(job.monitored());
      events.add(job.resolved("github.com.", "104.16.1.34"));
      events.add(job.connected("github.com", "git", "bash"));
      events.add(job.connected("a.npmjs.example", "npm", "bash"));
      events.add(job.dropped("evil.example"));
      events.add(job.from("203.0.113.66").connected("github.com", "git", "bash"));
      events.add(job.from("203.0.113.66").resolved("npm.example", "104.16.1.34"));
    }
    events.forEach(insights::take);
    var expected = outcome(insights);
    for (var seed = 0; seed < 50; seed++) {
      var shuffled = new ArrayList<>(events);
      shuffled.addAll(events.subList(3, 9));
      Collections.shuffle(shuffled, new Random(seed));
      var other = insights();
      shuffled.forEach(other::take);
      assertThat(outcome(other)).as("seed %d", seed).containsExactlyElementsOf(expected);
    }
  }

  private static List<Object> outcome(MemoryInsights of) {
    var outcome = new ArrayList<Object>();
    for (var scope :
        List.of(
            OF_APP,
            new BaselineScope.OfOrganization(APP.owner()),
            new BaselineScope.OfWorkflow(APP, new WorkflowFile("ci.yml")),
            new BaselineScope.OfJob(APP, new WorkflowFile("ci.yml"), new JobName("build")))) {
      for (var each : of.baseline(scope, null).endpoints()) {
        outcome.add(
            List.of(
                scope, each.destination(), each.first(), each.last(), each.calls(), each.runs()));
      }
    }
    for (var run = 1; run <= 3; run++) {
      var found = of.run(APP, new RunId(String.valueOf(run)));
      outcome.add(found == null ? "" : List.of(found.summary(), found.jobs()));
    }
    var daily = new ArrayList<>();
    of.daily(APP.owner(), java.time.LocalDate.EPOCH, () -> false, daily::add);
    outcome.add(daily);
    outcome.add(of.told().stream().map(DetectionFound::getDetectionId).sorted().toList());
    return outcome;
  }

  @Test
  void the_same_call_later_on_is_no_other_call() {
    var job = job("1");
    take(job.lookedUp(), job.monitored(), job.later(Duration.ofSeconds(9)).connected("github.com"));
    take(job.connected("github.com"));
    assertThat(insights.events(job.id(), 10))
        .singleElement()
        .extracting(NetworkEvent::at)
        .isEqualTo(Reported.NOON);
    assertThat(onlyJob("1").counts().allowed()).isEqualTo(1);
  }

  @Test
  void a_lookup_that_comes_late_counts_all_that_was_reported_before() {
    var job = job("1").withRunnerKeyOf("prod");
    take(job.monitored(), job.connected("github.com"), job.lookedUp("ci.yml", null, "prod"));
    assertThat(baseline(new BaselineScope.OfWorkflow(APP, new WorkflowFile("ci.yml"))))
        .containsExactly("github.com:443");
    var endpoint = insights.baseline(OF_APP, null).endpoints().getFirst();
    assertThat(endpoint.calls()).isEqualTo(1);
    assertThat(endpoint.runs()).isEqualTo(1);
  }

  // The sinkhole

  @Test
  void what_went_to_the_sinkhole_was_blocked() {
    var job = job("1");
    var sinkhole = Observation.SINKHOLE.text();
    take(
        job.lookedUp(),
        job.monitored(),
        job.resolved("evil.example.", sinkhole),
        job.connection(null, sinkhole, "443(https)", true, GlobalBlock.NONE, "Unknown"),
        job.connection("evil.example.", sinkhole, "443", false, GlobalBlock.NONE, "curl", "bash"));
    assertThat(baseline(OF_APP)).isEmpty();
    assertThat(insights.events(job.id(), 10))
        .extracting(each -> each.destination() + " " + each.verdict())
        .containsExactlyInAnyOrder(
            "evil.example " + Verdict.BLOCKED, "evil.example:443 " + Verdict.BLOCKED);
    assertThat(told()).containsExactly("DOMAIN_BLOCKED evil.example");
  }

  // Baselines

  @Test
  void a_baseline_is_stable_after_enough_runs_without_anything_new() {
    for (var run = 1; run <= 1 + STABLE_AFTER; run++) {
      run(run, "github.com");
      assertThat(stability(OF_APP).stable()).as("run %d", run).isFalse();
    }
    run(2 + STABLE_AFTER, "github.com");
    assertThat(stability(OF_APP).stable()).isTrue();
  }

  @Test
  void runs_that_report_nothing_make_no_baseline_stable() {
    for (var run = 1; run <= 10; run++) {
      run(run);
    }
    run(11, "github.com");
    assertThat(told()).isEmpty();
    assertThat(stability(OF_APP).runs()).isEqualTo(1);
  }

  @Test
  void a_flood_of_blocked_calls_leaves_room_for_what_matters_more() {
    var job = job("1");
    take(job.lookedUp("ci.yml", "strict"), job.monitored());
    for (var i = 0; i < 700; i++) {
      take(job.dropped("h" + i + ".example"));
    }
    take(job.connected("evil.example"));
    assertThat(told()).hasSize(301).endsWith("POLICY_NOT_ENFORCED_AS_SERVED evil.example");
  }

  @Test
  void a_policy_whose_text_is_not_known_yet_is_judged_by_when_it_is() {
    var known = new AtomicBoolean();
    var late =
        new MemoryInsights(
            InsightSettings.of(STABLE_AFTER), (_, _, _) -> known.get() ? strict() : null);
    var job = job("1");
    late.take(job.lookedUp("ci.yml", "strict"));
    late.take(job.monitored());
    late.take(job.connected("evil.example"));
    assertThat(late.told()).isEmpty();
    known.set(true);
    late.take(job.lookedUp("ci.yml", "strict"));
    assertThat(late.told()).hasSize(1);
  }

  @Test
  void an_endpoint_outside_a_stable_baseline_stands_out_once() {
    for (var run = 1; run <= 4; run++) {
      run(run, "github.com");
    }
    assertThat(told()).isEmpty();
    run(6, "github.com", "evil.example");
    run(7, "evil.example");
    assertThat(told()).containsExactly("NEW_OUTBOUND_NETWORK_CALL evil.example");
    assertThat(insights.baseline(OF_APP, "EVIL").endpoints())
        .singleElement()
        .matches(Baseline.Endpoint::unexpected);
  }

  @Test
  void what_stands_out_leaves_the_baseline_stable() {
    for (var run = 1; run <= 5; run++) {
      run(run, "github.com");
    }
    run(6, "one.example");
    run(7, "two.example");
    assertThat(told())
        .containsExactly(
            "NEW_OUTBOUND_NETWORK_CALL one.example", "NEW_OUTBOUND_NETWORK_CALL two.example");
  }

  @Test
  void a_run_counts_once_for_an_endpoint_however_many_jobs_call_it() {
    var one = job("1");
    var other = one.called("11111111-3f0e-4d34-8f3a-6b1f5d0c9a11");
    take(
        one.lookedUp(),
        one.monitored("build"),
        other.lookedUp(),
        other.monitored("test"),
        one.connected("github.com"),
        other.connected("github.com"));
    var endpoint = insights.baseline(OF_APP, null).endpoints().getFirst();
    assertThat(endpoint.calls()).isEqualTo(2);
    assertThat(endpoint.runs()).isEqualTo(1);
    assertThat(endpoint.observations())
        .extracting(Baseline.Observed::job)
        .containsExactlyInAnyOrder(new JobName("build"), new JobName("test"));
    assertThat(found("1").summary().jobs()).isEqualTo(2);
  }

  // Enforcement

  @Test
  void a_call_that_the_served_policy_would_have_blocked_stands_out() {
    var job = job("1");
    take(
        job.monitored(),
        job.connected("github.com"),
        job.connected("registry.npmjs.example"),
        job.connected("codeload.github.com"),
        job.connected("productionresultssa7.blob.core.windows.net"),
        job.connected("evil.example"),
        job.lookedUp("ci.yml", "strict"));
    assertThat(told()).containsExactly("POLICY_NOT_ENFORCED_AS_SERVED evil.example");
  }

  @Test
  void an_address_is_judged_by_the_name_that_the_job_resolved_to_it() {
    var job = job("1");
    take(
        job.lookedUp("ci.yml", "strict"),
        job.monitored(),
        job.resolved("github.com", "140.82.112.3"),
        job.connection(null, "140.82.112.3", "443", false, GlobalBlock.NONE),
        job.connection(null, "10.0.0.7", "8080", false, GlobalBlock.NONE),
        job.connection(null, "203.0.113.66", "443", false, GlobalBlock.NONE));
    assertThat(told()).containsExactly("POLICY_NOT_ENFORCED_AS_SERVED 203.0.113.66");
  }

  // What is seen to

  @Test
  void somebody_sees_to_a_detection_and_opens_it_again() {
    var job = job("1");
    take(job.lookedUp(), job.monitored(), job.detected("Reverse-Shell", true));
    var id = found("1").detections().getFirst().detection().id();
    take(Reported.resolved(id, true));
    assertThat(insights.detection(APP.owner(), id))
        .extracting(Insights.FoundDetection::resolved)
        .isEqualTo(new Insights.Resolved("k1", "Key", Reported.NOON));
    take(Reported.resolved(id, false));
    assertThat(insights.detection(APP.owner(), id))
        .extracting(Insights.FoundDetection::resolved)
        .isNull();
  }

  // Limits and forgetting

  @Test
  void of_a_job_that_calls_too_much_the_rest_is_only_counted() {
    var job = job("1");
    take(job.monitored());
    for (var i = 0; i < Projecting.MOST_CALLS + 10; i++) {
      take(job.connected("h" + i + ".example"));
    }
    assertThat(onlyJob("1").leftOut()).isEqualTo(10);
    assertThat(onlyJob("1").counts().allowed()).isEqualTo(Projecting.MOST_CALLS + 10L);
  }

  @Test
  void everything_is_forgotten_in_the_end() {
    run(1, "github.com", "evil.example");
    take(job("1").dropped("evil.example"));
    var monthLater = Reported.NOON.plus(Duration.ofDays(32));
    insights.sweep(monthLater);
    assertThat(insights.run(APP, new RunId("1"))).isNull();
    assertThat(baseline(OF_APP)).hasSize(2);
    insights.sweep(Reported.NOON.plus(Duration.ofDays(100)));
    assertThat(insights.rows()).isZero();
  }

  @Test
  void runs_are_listed_with_the_newest_first() {
    for (var run = 1; run <= 5; run++) {
      run(run, "github.com");
    }
    var page = insights.runs(APP.owner(), null, 1, 2);
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.runs()).extracting(each -> each.run().digits()).containsExactly("4", "3");
    assertThat(insights.runs(APP.owner(), APP.repository(), 4, 10).runs())
        .extracting(each -> each.run().digits())
        .containsExactly("1");
    assertThat(insights.repositories(APP.owner())).containsExactly(APP);
  }

  @Test
  void self_hosted_runners_are_those_of_a_cluster_or_of_a_name_of_their_own() {
    take(
        job("1").lookedUp(),
        job("2").called("arc-runner-x7").lookedUp("ci.yml", null, "prod"),
        job("3").called("arc-runner-x7").lookedUp("ci.yml", null, "prod"));
    assertThat(insights.runners(APP.owner()))
        .singleElement()
        .satisfies(runner -> {
          assertThat(runner.name()).isEqualTo("arc-runner-x7");
          assertThat(runner.lookups()).isEqualTo(2);
          assertThat(cluster(runner)).isEqualTo("prod");
        });
  }

  private static @Nullable String cluster(SeenRunner runner) {
    var cluster = runner.cluster();
    return cluster == null ? null : cluster.name();
  }

  @Test
  void a_detection_says_that_the_global_block_list_is_why_whichever_record_comes_first() {
    var job = job("1");
    var globally = new GlobalBlock(true, "exfiltration");
    take(
        job.lookedUp(),
        job.monitored(),
        job.dropped("evil.example", "curl"),
        job.connection("evil.example", "104.16.1.34", "443", true, globally));
    var detection = found("1").detections().getFirst().detection();
    assertThat(detection.globally()).isTrue();
    assertThat(detection.processes().processes()).hasSize(1);
    assertThat(told()).containsExactly("DOMAIN_BLOCKED evil.example");
  }
}
