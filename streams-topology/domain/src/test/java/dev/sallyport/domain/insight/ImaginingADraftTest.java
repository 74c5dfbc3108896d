package dev.sallyport.domain.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookChange.Put;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.MemoryBook;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.WhatIf.Effect;
import dev.sallyport.domain.insight.WhatIf.Outcome;
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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImaginingADraftTest {
  private static final RepositoryName APP = RepositoryName.of("app");
  private static final WorkflowFile CI = new WorkflowFile("ci.yml");
  private static final ClusterName PROD = new ClusterName("prod");
  private static final Scope WORKFLOW = new Scope.Workflow(APP, CI);
  private static final Scope REPOSITORY = new Scope.Repository(APP);
  private static final Scope ORGANIZATION = new Scope.Organization();
  private static final Scope CLUSTER = new Scope.Cluster(PROD);
  private static final Job JOB = new Job(Owner.organization("acme"), APP, CI, PROD);
  private static final PolicyName NAMED = PolicyName.of("named");
  private static final PolicyRules AUDIT = rules(EgressMode.AUDIT);
  private static final PolicyRules GITHUB = rules(EgressMode.BLOCK, "github.com:443");
  private static final PolicyRules NOTHING = rules(EgressMode.BLOCK, "nothing.example:443");
  private static final Destination CALLED = new Destination("github.com", 443);

  private final MemoryBook book = new MemoryBook();

  @Test
  void a_call_that_went_through_would_be_blocked_where_the_draft_blocks_it() {
    assertThat(outcome(NOTHING, Verdict.ALLOWED))
        .isEqualTo(new Outcome(Effect.WOULD_BE_BLOCKED, false));
    assertThat(outcome(GITHUB, Verdict.ALLOWED).effect()).isEqualTo(Effect.UNCHANGED);
    assertThat(outcome(AUDIT, Verdict.ALLOWED).effect()).isEqualTo(Effect.UNCHANGED);
  }

  @Test
  void a_call_that_was_blocked_would_be_allowed_where_the_draft_lets_it_through() {
    assertThat(outcome(GITHUB, Verdict.BLOCKED))
        .isEqualTo(new Outcome(Effect.WOULD_BE_ALLOWED, false));
    assertThat(outcome(AUDIT, Verdict.BLOCKED).effect()).isEqualTo(Effect.WOULD_BE_ALLOWED);
    assertThat(outcome(NOTHING, Verdict.BLOCKED).effect()).isEqualTo(Effect.UNCHANGED);
  }

  @Test
  void what_the_global_block_list_blocked_stays_blocked() {
    for (var draft : List.of(AUDIT, GITHUB, NOTHING)) {
      assertThat(outcome(draft, Verdict.GLOBALLY_BLOCKED).effect()).isEqualTo(Effect.UNCHANGED);
    }
  }

  @Test
  void a_name_that_was_only_asked_for_is_no_call() {
    for (var draft : List.of(AUDIT, GITHUB, NOTHING)) {
      assertThat(outcome(draft, Verdict.RESOLVED).effect()).isEqualTo(Effect.UNCHANGED);
    }
  }

  @Test
  void it_is_told_where_the_policy_of_today_decides_so_already() {
    stand("today", NOTHING, ORGANIZATION);
    assertThat(outcome(NOTHING, Verdict.ALLOWED).already()).isTrue();
    assertThat(outcome(GITHUB, Verdict.BLOCKED).already()).isFalse();

    stand("today", GITHUB, ORGANIZATION);
    assertThat(outcome(NOTHING, Verdict.ALLOWED).already()).isFalse();
    assertThat(outcome(AUDIT, Verdict.BLOCKED).already()).isTrue();
  }

  @Test
  void the_most_specific_scope_of_a_job_decides_whether_the_draft_applies_to_it() {
    stand("other", GITHUB, REPOSITORY);

    assertThat(concerns(null, WORKFLOW)).isTrue();
    assertThat(concerns(null, REPOSITORY)).as("in place of the other").isTrue();
    assertThat(concerns(null, ORGANIZATION)).isFalse();
    assertThat(concerns(null, CLUSTER)).isFalse();
    assertThat(concerns(null, CLUSTER, WORKFLOW)).isTrue();
  }

  @Test
  void a_job_of_elsewhere_is_not_concerned() {
    assertThat(concerns(null, new Scope.Repository(RepositoryName.of("lib")))).isFalse();
    assertThat(concerns(null, new Scope.Workflow(APP, new WorkflowFile("other.yml")))).isFalse();
    assertThat(concerns(null, new Scope.Cluster(new ClusterName("test")))).isFalse();
  }

  @Test
  void a_policy_stands_nowhere_but_where_its_draft_would() {
    stand("named", GITHUB, WORKFLOW);

    assertThat(concerns(null, ORGANIZATION)).as("it is another's").isFalse();
    assertThat(concerns(NAMED, ORGANIZATION)).isTrue();
  }

  private boolean concerns(@Nullable PolicyName policy, Scope... scopes) {
    return new WhatIf(policy, NOTHING, Set.copyOf(List.of(scopes))).concerns(book, JOB) != null;
  }

  private Outcome outcome(PolicyRules draft, Verdict verdict) {
    var concerned = new WhatIf(null, draft, Set.of(ORGANIZATION)).concerns(book, JOB);
    return Objects.requireNonNull(concerned).of(verdict, CALLED);
  }

  private static PolicyRules rules(EgressMode mode, String... endpoints) {
    return new PolicyRules(
        mode,
        Stream.of(endpoints).map(Endpoint::of).toList(),
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }

  private void stand(String name, PolicyRules rules, Scope scope) {
    var policy = PolicyName.of(name);
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
