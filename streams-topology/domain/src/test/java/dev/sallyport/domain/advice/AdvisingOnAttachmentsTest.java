package dev.sallyport.domain.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdvisingOnAttachmentsTest {
  private static final PolicyName STRICT = PolicyName.of("strict");
  private static final PolicyName LOOSE = PolicyName.of("loose");
  private static final PolicyName AUDITING = PolicyName.of("auditing");
  private static final Scope ORGANIZATION = new Scope.Organization();
  private static final Scope APP = new Scope.Repository(RepositoryName.of("app"));
  private static final Scope CI =
      new Scope.Workflow(RepositoryName.of("app"), new WorkflowFile("ci.yml"));

  private final Policies policies = new Policies();

  @BeforeEach
  void writePolicies() {
    create(STRICT, "egress-policy: block\nallowed-endpoints: a.example:443\n");
    create(LOOSE, "egress-policy: block\nallowed-endpoints: a.example:443 b.example:443\n");
    create(AUDITING, "egress-policy: audit\n");
  }

  private void create(PolicyName name, String yaml) {
    policies.done(new CreatePolicy(name, Policies.content(yaml)));
  }

  private void attached(PolicyName name, Scope... scopes) {
    policies.done(new ReplaceAttachments(name, List.of(scopes), null));
  }

  private List<Advice> on(PolicyName name, Scope... after) {
    return AttachmentAdvice.on(policies.book(), name, List.of(after));
  }

  private List<String> messages(PolicyName name, Scope... after) {
    return on(name, after).stream()
        .map(advice -> advice.kind().id() + ": " + advice.message())
        .toList();
  }

  @Test
  void has_nothing_to_say_about_a_free_scope() {
    assertThat(on(STRICT, CI, APP, ORGANIZATION)).isEmpty();
  }

  @Test
  void has_nothing_to_say_about_what_stands_already() {
    attached(AUDITING, APP);
    assertThat(on(AUDITING, APP)).isEmpty();
  }

  @Test
  void names_the_policy_that_is_displaced_and_where_it_stays() {
    attached(LOOSE, APP, ORGANIZATION);
    assertThat(messages(STRICT, APP))
        .containsExactly(
            "displaces: strict replaces loose at repository app, which then stands at 1 other"
                + " scope. Attach loose somewhere else if it should go on.");
  }

  @Test
  void says_what_is_lost_when_a_stricter_policy_is_displaced() {
    attached(STRICT, APP);
    assertThat(messages(LOOSE, APP))
        .containsExactly(
            "displaces-stricter: loose replaces strict at repository app, which then stands"
                + " nowhere, and is less strict: it allows endpoints that the other does not."
                + " Copy what is missing into it, or attach it to fewer scopes.");
  }

  @Test
  void says_what_is_lost_when_a_stricter_policy_is_shadowed() {
    attached(STRICT, ORGANIZATION);
    assertThat(messages(LOOSE, CI))
        .containsExactly(
            "shadows-stricter: At workflow app/ci.yml, loose will apply instead of the whole of"
                + " strict, which is stricter: it allows endpoints that the other does not."
                + " Nothing is merged: copy what is missing into it.");
  }

  @Test
  void warns_that_an_audit_policy_ends_inline_blocking() {
    assertThat(messages(AUDITING, APP))
        .containsExactly(
            "audits-over-inline: auditing audits, and its mode replaces the one in workflow"
                + " files: jobs at repository app that block now will only audit. Set"
                + " egress-policy: block in it once its endpoints are known.");
  }

  @Test
  void warns_that_detaching_leaves_no_policy() {
    attached(STRICT, APP);
    assertThat(messages(STRICT))
        .containsExactly(
            "leaves-none: No policy will apply at repository app. Jobs that use the policy store"
                + " will then only audit, even where their workflow file says block: attach"
                + " another policy there first.");
  }

  @Test
  void warns_that_detaching_leaves_a_less_strict_policy() {
    attached(STRICT, CI);
    attached(LOOSE, ORGANIZATION);
    assertThat(messages(STRICT))
        .containsExactly(
            "leaves-less-strict: At workflow app/ci.yml, loose will apply from now on, which is"
                + " less strict: it allows endpoints that the other does not. Attach a policy of"
                + " their own if that is not meant.");
  }

  @Test
  void has_nothing_to_say_when_the_same_policy_goes_on_at_a_wider_scope() {
    attached(STRICT, CI);
    assertThat(on(STRICT, APP)).isEmpty();
  }

  @Test
  void says_the_same_thing_of_many_scopes_once() {
    var scopes =
        IntStream.range(0, 5)
            .mapToObj(i -> (Scope) new Scope.Repository(RepositoryName.of("r" + i)))
            .toArray(Scope[]::new);
    assertThat(on(AUDITING, scopes))
        .singleElement()
        .satisfies(advice -> assertThat(advice.scopes()).containsExactly(scopes))
        .satisfies(advice ->
            assertThat(advice.message())
                .contains("repository r0, repository r1, repository r2 and 2 more"));
  }

  @Test
  void is_silent_about_a_policy_that_there_is_not() {
    assertThat(on(PolicyName.of("nobody's"), APP)).isEmpty();
  }
}
