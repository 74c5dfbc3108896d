package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Desk.audit;
import static dev.sallyport.domain.book.Desk.block;
import static dev.sallyport.domain.book.Desk.cluster;
import static dev.sallyport.domain.book.Desk.name;
import static dev.sallyport.domain.book.Desk.organization;
import static dev.sallyport.domain.book.Desk.repository;
import static dev.sallyport.domain.book.Desk.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.StaleRevision;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttachingAPolicyTest {
  private static final PolicyName BASE = name("base");
  private static final PolicyName STRICT = name("strict");
  private static final Scope APP = repository("app");
  private static final Scope LIB = repository("lib");
  private static final Scope RELEASE = workflow("app", "release.yml");

  private final Desk desk = Desk.ofAcme();

  @BeforeEach
  void two_policies() {
    desk.done(new CreatePolicy(BASE, audit()));
    desk.done(new CreatePolicy(STRICT, block()));
  }

  @Test
  void adds_to_where_it_stands() {
    desk.done(new AttachPolicy(BASE, List.of(APP), null));
    desk.done(new AttachPolicy(BASE, List.of(LIB, cluster("prod")), null));

    assertThat(scopesOf(BASE)).containsExactly(APP, LIB, cluster("prod"));
  }

  @Test
  void displaces_the_policy_that_stood_there() {
    desk.done(new AttachPolicy(BASE, List.of(APP, LIB), null));

    assertThat(desk.done(new AttachPolicy(STRICT, List.of(APP), null)))
        .containsExactly(
            new PolicyDetached(BASE, List.of(APP), STRICT, Part.WHOLE),
            attached(STRICT, List.of(new Placement(APP, 0)), List.of()));
    assertThat(scopesOf(BASE)).containsExactly(LIB);
    assertThat(scopesOf(STRICT)).containsExactly(APP);
  }

  @Test
  void writes_nothing_when_it_stands_there_already() {
    desk.done(new AttachPolicy(BASE, List.of(APP), null));

    assertThat(desk.done(new AttachPolicy(BASE, List.of(repository("APP")), null))).isEmpty();
    assertThat(desk.done(new ReplaceAttachments(BASE, List.of(APP), null))).isEmpty();
  }

  @Test
  void replaces_the_whole_set_in_one_step() {
    desk.done(new AttachPolicy(BASE, List.of(RELEASE, LIB), null));

    assertThat(desk.done(new ReplaceAttachments(BASE, List.of(LIB, APP), null)))
        .containsExactly(attached(BASE, List.of(new Placement(APP, 2)), List.of(RELEASE)));
    assertThat(scopesOf(BASE)).containsExactly(LIB, APP);
  }

  @Test
  void keeps_the_order_asked_for() {
    desk.done(new AttachPolicy(BASE, List.of(APP, LIB), null));

    desk.done(new ReplaceAttachments(BASE, List.of(LIB, RELEASE, APP), null));

    assertThat(scopesOf(BASE)).containsExactly(LIB, RELEASE, APP);
    assertThat(desk.done(new ReplaceAttachments(BASE, List.of(LIB, RELEASE, APP), null))).isEmpty();
  }

  @Test
  void is_a_detachment_when_the_new_set_only_lacks_scopes() {
    desk.done(new AttachPolicy(BASE, List.of(APP, LIB), null));

    assertThat(desk.done(new ReplaceAttachments(BASE, List.of(APP), null)))
        .containsExactly(new PolicyDetached(BASE, List.of(LIB), null, Part.WHOLE));
  }

  @Test
  void detaches_some_or_all_and_leaves_the_policy() {
    desk.done(new AttachPolicy(BASE, List.of(APP, LIB, organization()), null));

    assertThat(desk.done(new DetachPolicy(BASE, List.of(LIB, cluster("none")), null)))
        .containsExactly(new PolicyDetached(BASE, List.of(LIB), null, Part.WHOLE));
    assertThat(desk.done(new DetachPolicyEverywhere(BASE, null)))
        .containsExactly(new PolicyDetached(BASE, List.of(APP, organization()), null, Part.WHOLE));
    assertThat(desk.done(new DetachPolicyEverywhere(BASE, null))).isEmpty();
    assertThat(desk.book().livePolicy(BASE)).isNotNull();
  }

  @Test
  void ends_with_the_policy() {
    desk.done(new AttachPolicy(BASE, List.of(APP), null));

    assertThat(desk.done(new DeletePolicy(BASE, null)))
        .containsExactly(
            new PolicyDetached(BASE, List.of(APP), null, Part.WHOLE), new PolicyDeleted(BASE, 1));
    assertThat(desk.book().at(APP)).isNull();
  }

  @Test
  void counts_as_a_change_of_the_policy_and_of_the_one_displaced() {
    desk.done(new AttachPolicy(BASE, List.of(APP), null));
    desk.done(new AttachPolicy(STRICT, List.of(APP), null));

    assertThat(desk.refused(new AttachPolicy(BASE, List.of(LIB), 4L)))
        .isEqualTo(new StaleRevision(BASE, 4, 5));
    assertThat(desk.refused(new AttachPolicy(STRICT, List.of(LIB), 3L)))
        .isEqualTo(new StaleRevision(STRICT, 3, 6));
  }

  @Test
  void needs_a_policy_that_is_there() {
    assertThat(desk.refused(new AttachPolicy(name("none"), List.of(APP), null)))
        .isEqualTo(new UnknownPolicy(name("none")));
  }

  @Test
  void takes_2000_scopes_that_each_displace_another_policy() {
    var scopes = repositories(Limits.SCOPES_PER_COMMAND);
    for (var i = 0; i < scopes.size(); i++) {
      desk.done(new CreatePolicy(name("p" + i), audit()));
      desk.done(new AttachPolicy(name("p" + i), List.of(scopes.get(i)), null));
    }

    var events = desk.done(new AttachPolicy(STRICT, scopes, null));

    assertThat(events).filteredOn(PolicyDetached.class::isInstance).hasSize(2_000);
    assertThat(events)
        .filteredOn(PolicyAttached.class::isInstance)
        .extracting(event -> ((PolicyAttached) event).part())
        .containsExactly(new Part(1, 4), new Part(2, 4), new Part(3, 4), new Part(4, 4));
    assertThat(scopesOf(STRICT)).isEqualTo(scopes);
  }

  @Test
  void is_refused_beyond_its_limits_and_not_at_them() {
    var scopes = repositories(Limits.SCOPES_PER_POLICY + 1);
    for (var from = 0; from < Limits.SCOPES_PER_POLICY; from += Limits.SCOPES_PER_COMMAND) {
      desk.done(
          new AttachPolicy(BASE, scopes.subList(from, from + Limits.SCOPES_PER_COMMAND), null));
    }

    assertThat(scopesOf(BASE)).hasSize(Limits.SCOPES_PER_POLICY);
    assertThat(desk.refused(new AttachPolicy(BASE, scopes.subList(10_000, 10_001), null)))
        .isEqualTo(new LimitExceeded("scopes of a policy", 10_001, 10_000));
    assertThat(desk.refused(new AttachPolicy(STRICT, scopes.subList(0, 2_001), null)))
        .isEqualTo(new LimitExceeded("scopes of a command", 2_001, 2_000));
  }

  @Test
  void is_deleted_at_the_maximum_of_scopes_in_events_of_500() {
    var scopes = repositories(Limits.SCOPES_PER_POLICY);
    for (var from = 0; from < Limits.SCOPES_PER_POLICY; from += Limits.SCOPES_PER_COMMAND) {
      desk.done(
          new AttachPolicy(BASE, scopes.subList(from, from + Limits.SCOPES_PER_COMMAND), null));
    }

    var events = desk.done(new DeletePolicy(BASE, null));

    assertThat(events).hasSize(21);
    assertThat(events.getFirst()).isInstanceOf(PolicyDetached.class);
    assertThat(events.getLast()).isEqualTo(new PolicyDeleted(BASE, 1));
  }

  private static PolicyEvent attached(
      PolicyName policy, List<Placement> added, List<Scope> removed) {
    return new PolicyAttached(policy, added, List.of(), removed, Part.WHOLE);
  }

  private static List<Scope> repositories(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> repository("r" + i)).toList());
  }

  private List<Scope> scopesOf(PolicyName policy) {
    return desk.book().placements(policy).stream().map(PlacementEntry::scope).toList();
  }
}
