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
import dev.sallyport.service.runner.RecentLookups.LookedUpJob;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

class RememberingLookupsTest {
  private static final Owner ACME = Owner.organization("Acme");
  private static final RepositoryName APP = RepositoryName.of("App");
  private static final RepositoryFullName FULL_NAME = RepositoryFullName.of("acme", "app");
  private static final Job JOB =
      new Job(ACME, APP, new WorkflowFile("ci.yml"), new ClusterName("prod"));

  private static final SocketAddress FROM = SocketAddress.inetSocketAddress(443, "192.0.2.1");
  private static final SourceAddress SOURCE = new SourceAddress("192.0.2.1");

  private final RecentLookups recent = new RecentLookups();

  @Test
  void a_job_is_found_by_its_correlation_id_in_whatever_case_its_repository_is_written() {
    recent.remember(JOB, "c", "4711", FROM, true);

    assertThat(recent.find(FULL_NAME, new CorrelationId("c")))
        .isEqualTo(new LookedUpJob(JOB, new RunId("4711"), SOURCE));
    assertThat(recent.wasServed(ACME, APP, "c")).isTrue();
    assertThat(recent.find(FULL_NAME, new CorrelationId("C"))).isNull();
    assertThat(recent.find(RepositoryFullName.of("acme", "lib"), new CorrelationId("c"))).isNull();
    assertThat(recent.find(RepositoryFullName.of("other", "app"), new CorrelationId("c"))).isNull();
  }

  @Test
  void a_job_that_no_policy_applied_to_is_remembered_and_was_not_served() {
    recent.remember(JOB, "c", null, FROM, false);

    assertThat(recent.find(FULL_NAME, new CorrelationId("c")))
        .isEqualTo(new LookedUpJob(JOB, null, SOURCE));
    assertThat(recent.wasServed(ACME, APP, "c")).isFalse();
  }

  @Test
  void the_last_lookup_counts() {
    var later = new Job(ACME, APP, new WorkflowFile("release.yml"), null);
    recent.remember(JOB, "runner-7", "1", FROM, true);
    recent.remember(later, "runner-7", "2", FROM, true);

    assertThat(recent.find(FULL_NAME, new CorrelationId("runner-7")))
        .isEqualTo(new LookedUpJob(later, new RunId("2"), SOURCE));
  }

  @Test
  void a_text_without_bound_is_not_kept() {
    recent.remember(JOB, "x".repeat(257), "1", FROM, true);
    assertThat(recent.wasServed(ACME, APP, "x".repeat(257))).isTrue();

    recent.remember(JOB, "c", "1".repeat(21), FROM, true);
    assertThat(recent.find(FULL_NAME, new CorrelationId("c")))
        .isEqualTo(new LookedUpJob(JOB, null, SOURCE));
  }

  @Test
  void the_newer_take_the_places_of_the_older() {
    for (var i = 0; i < 1 << 18; i++) {
      recent.remember(JOB, "c" + i, null, FROM, true);
    }

    var found = 0;
    for (var i = 0; i < 1 << 18; i++) {
      found += recent.find(FULL_NAME, new CorrelationId("c" + i)) == null ? 0 : 1;
    }
    assertThat(found).isBetween(30_000, 1 << 15);
  }
}
