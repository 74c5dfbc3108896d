package dev.sallyport.service.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import dev.sallyport.domain.telemetry.TelemetryEvent.LookupProof.OfIdentityToken;
import dev.sallyport.domain.telemetry.TelemetryEvent.PolicyLookedUp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RememberingLookupsTest {
  private static final Owner ACME = Owner.organization("Acme");
  private static final RepositoryName APP = RepositoryName.of("App");
  private static final RepositoryFullName FULL_NAME = RepositoryFullName.of("acme", "app");
  private static final Job JOB =
      new Job(ACME, APP, new WorkflowFile("ci.yml"), new ClusterName("prod"));

  private final RecentLookups recent = new RecentLookups();

  @Test
  void a_job_is_found_by_its_correlation_id_in_whatever_case_its_repository_is_written() {
    var lookup = remember("ci.yml", "c", "4711");

    assertThat(recent.find(FULL_NAME, new CorrelationId("c"))).isEqualTo(lookup);
    assertThat(recent.find(FULL_NAME, new CorrelationId("C"))).isNull();
    assertThat(recent.find(RepositoryFullName.of("acme", "lib"), new CorrelationId("c"))).isNull();
    assertThat(recent.find(RepositoryFullName.of("other", "app"), new CorrelationId("c"))).isNull();
  }

  @Test
  void a_job_that_was_served_a_policy_is_known_to_have_been() {
    recent.served(JOB, "c");

    assertThat(recent.wasServed(ACME, APP, "c")).isTrue();
    assertThat(recent.wasServed(ACME, APP, "d")).isFalse();
    assertThat(recent.find(FULL_NAME, new CorrelationId("c"))).isNull();
  }

  @Test
  void the_last_lookup_counts() {
    remember("ci.yml", "runner-7", "1");
    var later = remember("release.yml", "runner-7", "2");

    assertThat(recent.find(FULL_NAME, new CorrelationId("runner-7"))).isEqualTo(later);
  }

  @Test
  void a_text_without_bound_is_not_kept() {
    recent.remember(JOB, "x".repeat(257), "1", () -> lookup("ci.yml", "x", "1"));
    recent.remember(JOB, "c", "1".repeat(21), () -> lookup("ci.yml", "c", "1"));

    assertThat(recent.find(FULL_NAME, new CorrelationId("x"))).isNull();
    assertThat(recent.find(FULL_NAME, new CorrelationId("c"))).isNull();
  }

  @Test
  void the_newer_take_the_places_of_the_older() {
    for (var i = 0; i < 1 << 18; i++) {
      remember("ci.yml", "c" + i, "1");
    }

    var found = 0;
    for (var i = 0; i < 1 << 18; i++) {
      found += recent.find(FULL_NAME, new CorrelationId("c" + i)) == null ? 0 : 1;
    }
    assertThat(found).isBetween(30_000, 1 << 15);
  }

  private PolicyLookedUp remember(String workflow, String correlation, String run) {
    var lookup = lookup(workflow, correlation, run);
    recent.remember(JOB, correlation, run, () -> lookup);
    return lookup;
  }

  private static PolicyLookedUp lookup(String workflow, String correlation, String run) {
    return new PolicyLookedUp(
        new RepositoryFullName(ACME, APP),
        new WorkflowFile(workflow),
        new RunId(run),
        new CorrelationId(correlation),
        new SourceAddress("192.0.2.1"),
        new OfIdentityToken(),
        null,
        null,
        Instant.EPOCH);
  }
}
