package dev.sallyport.domain.insight;

import static dev.sallyport.domain.insight.LockdownAction.RECORD;
import static dev.sallyport.domain.insight.LockdownAction.TERMINATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LockingDownTest {
  private static final RepositoryName APP = RepositoryName.of("app");
  private static final WorkflowFile CI = new WorkflowFile("ci.yml");
  private static final ClusterName PROD = new ClusterName("prod");
  private static final Scope WORKFLOW = new Scope.Workflow(APP, CI);
  private static final Scope REPOSITORY = new Scope.Repository(APP);
  private static final Scope ORGANIZATION = new Scope.Organization();
  private static final Scope CLUSTER = new Scope.Cluster(PROD);
  private static final Lockdown ON = new Lockdown(true, List.of(Detection.REVERSE_SHELL));
  private static final Lockdown OFF = new Lockdown(false, List.of(Detection.REVERSE_SHELL));

  private final MemoryBook book = new MemoryBook();

  @Test
  void where_no_policy_applies_it_is_recorded_and_nothing_decided() {
    assertThat(known(true)).isEqualTo(new LockdownDecision(RECORD, null));
    assertThat(unknown(PROD)).isEqualTo(new LockdownDecision(RECORD, null));
  }

  @Test
  void a_policy_in_lockdown_mode_ends_the_job() {
    stand("strict", ON, ORGANIZATION);

    assertThat(known(true).action()).isEqualTo(TERMINATE);
    assertThat(known(true).policy())
        .satisfies(it -> {
          var policy = Objects.requireNonNull(it);
          assertThat(policy.policy()).isEqualTo(PolicyName.of("strict"));
          assertThat(policy.version()).isEqualTo(3);
          assertThat(policy.revision()).isEqualTo(7);
          assertThat(policy.scope()).isEqualTo(ORGANIZATION);
        });
  }

  @Test
  void whoever_proves_nothing_ends_no_job() {
    stand("strict", ON, ORGANIZATION);

    assertThat(known(false).action()).isEqualTo(RECORD);
    assertThat(known(false).policy()).isNotNull();
    assertThat(LockdownDecision.ofUnknown(book, job(CI, null), DetectionType.REVERSE_SHELL, false))
        .extracting(LockdownDecision::action)
        .isEqualTo(RECORD);
  }

  @Test
  void a_detection_that_is_not_listed_is_recorded() {
    stand("strict", ON, ORGANIZATION);
    stand("nothing listed", new Lockdown(true, List.of()), REPOSITORY);

    assertThat(known(true).action()).isEqualTo(RECORD);
    assertThat(
            LockdownDecision.ofUnknown(
                    book, job(null, null), DetectionType.PRIVILEGED_CONTAINER, true)
                .action())
        .isEqualTo(RECORD);
  }

  @Test
  void each_detection_of_lockdown_mode_is_told_by_its_own_name() {
    for (var listed : Detection.values()) {
      stand("strict", new Lockdown(true, List.of(listed)), ORGANIZATION);
      for (var type : DetectionType.values()) {
        assertThat(LockdownDecision.ofKnown(book, job(CI, null), type, true).action())
            .isEqualTo(type.text().equals(listed.text()) ? TERMINATE : RECORD);
      }
    }
  }

  @Test
  void a_policy_without_lockdown_at_a_more_specific_scope_exempts() {
    stand("strict", ON, ORGANIZATION);
    stand("exempt", OFF, WORKFLOW);
    assertThat(known(true).action()).isEqualTo(RECORD);
    assertThat(policy(known(true))).isEqualTo("exempt");

    stand("silent", null, WORKFLOW);
    assertThat(known(true).action()).isEqualTo(RECORD);
  }

  @Test
  void what_stands_below_the_policy_that_applies_does_not_count() {
    stand("lax", OFF, REPOSITORY);
    stand("strict", ON, CLUSTER);

    assertThat(known(true).action()).isEqualTo(RECORD);
  }

  @Test
  void a_job_of_an_unknown_workflow_is_not_exempt_by_one() {
    stand("exempt", OFF, WORKFLOW);
    stand("strict", ON, REPOSITORY);

    assertThat(unknown(null).action()).isEqualTo(TERMINATE);
    assertThat(policy(unknown(null))).isEqualTo("strict");
  }

  @Test
  void nor_is_it_ended_by_the_policy_of_one() {
    stand("strict", ON, WORKFLOW);

    assertThat(unknown(null)).isEqualTo(new LockdownDecision(RECORD, null));
  }

  @Test
  void for_a_job_of_an_unknown_workflow_the_strictest_decides() {
    stand("lax repository", OFF, REPOSITORY);
    stand("silent organization", null, ORGANIZATION);
    assertThat(unknown(PROD).action()).isEqualTo(RECORD);
    assertThat(policy(unknown(PROD))).isEqualTo("lax repository");

    stand("strict cluster", ON, CLUSTER);
    assertThat(unknown(PROD).action()).isEqualTo(TERMINATE);
    assertThat(policy(unknown(PROD))).isEqualTo("strict cluster");
    assertThat(unknown(null).action()).isEqualTo(RECORD);

    stand("strict organization", ON, ORGANIZATION);
    assertThat(policy(unknown(null))).isEqualTo("strict organization");
  }

  private LockdownDecision known(boolean proven) {
    return LockdownDecision.ofKnown(book, job(CI, PROD), DetectionType.REVERSE_SHELL, proven);
  }

  private LockdownDecision unknown(@Nullable ClusterName cluster) {
    return LockdownDecision.ofUnknown(book, job(CI, cluster), DetectionType.REVERSE_SHELL, true);
  }

  private static String policy(LockdownDecision decision) {
    return Objects.requireNonNull(decision.policy()).policy().value();
  }

  private static Job job(@Nullable WorkflowFile workflow, @Nullable ClusterName cluster) {
    return new Job(Owner.organization("acme"), APP, workflow, cluster);
  }

  private void stand(String name, @Nullable Lockdown lockdown, Scope scope) {
    var policy = PolicyName.of(name);
    var rules =
        new PolicyRules(EgressMode.AUDIT, List.of(), List.of(), null, null, null, null, lockdown);
    book.apply(
        List.of(
            new Put(
                new PolicyEntry(
                    policy,
                    3,
                    7,
                    rules,
                    10,
                    1,
                    1,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Actor.system("test"))),
            new Put(new ScopeEntry(scope, policy, 0))));
  }
}
