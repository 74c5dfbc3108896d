package dev.sallyport.domain.book;

import static dev.sallyport.domain.book.Desk.audit;
import static dev.sallyport.domain.book.Desk.block;
import static dev.sallyport.domain.book.Desk.name;
import static dev.sallyport.domain.book.Desk.organization;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.command.Refusal.LimitExceeded;
import dev.sallyport.domain.command.Refusal.NameTaken;
import dev.sallyport.domain.command.Refusal.StaleRevision;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.document.PolicyDocument;
import dev.sallyport.domain.document.Reading;
import dev.sallyport.domain.event.PolicyContent;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.names.PolicyName;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WritingAPolicyTest {
  private static final PolicyName BASE = name("base");

  private final Desk desk = Desk.ofAcme();

  @Test
  void counts_versions_of_the_content_from_one() {
    assertThat(desk.done(new CreatePolicy(BASE, audit())))
        .containsExactly(new PolicyCreated(BASE, 1, audit()));
    assertThat(desk.done(new UpdatePolicy(BASE, block("github.com:443"), null, null)))
        .containsExactly(new PolicyUpdated(BASE, 2, audit().text(), block("github.com:443"), null));
  }

  @Test
  void writes_nothing_when_it_is_so_already() {
    desk.done(new CreatePolicy(BASE, audit()));

    assertThat(desk.done(new UpdatePolicy(BASE, audit(), null, null))).isEmpty();
    assertThat(desk.done(new UpsertPolicy(BASE, audit(), null))).isEmpty();
  }

  @Test
  void refuses_a_name_that_a_live_policy_has() {
    desk.done(new CreatePolicy(BASE, audit()));

    assertThat(desk.refused(new CreatePolicy(BASE, block()))).isEqualTo(new NameTaken(BASE));
  }

  @Test
  void refuses_an_author_who_saw_an_older_revision() {
    desk.done(new CreatePolicy(BASE, audit()));
    desk.done(new AttachPolicy(BASE, List.of(organization()), null));

    assertThat(desk.refused(new UpdatePolicy(BASE, block(), 2L, null)))
        .isEqualTo(new StaleRevision(BASE, 2, 3));
    assertThat(desk.done(new UpdatePolicy(BASE, block(), 3L, null))).hasSize(1);
  }

  @Test
  void upserts_as_terraform_writes() {
    assertThat(desk.done(new UpsertPolicy(BASE, audit(), null)))
        .containsExactly(new PolicyCreated(BASE, 1, audit()));
    assertThat(desk.done(new UpsertPolicy(BASE, block(), null)))
        .containsExactly(new PolicyUpdated(BASE, 2, audit().text(), block(), null));
  }

  static Stream<Arguments> upsertsOfMembers() {
    return Stream.of(
        Arguments.of(
            "the switch that members do not set",
            "egress-policy: audit\ndisable-sudo-and-containers: true\n",
            "egress-policy: block\nallowed-endpoints: >\n  a.example:443\n",
            """
            disable-sudo-and-containers: true
            egress-policy: block
            allowed-endpoints: >
              a.example:443
            """),
        Arguments.of(
            "the switch that is off",
            "egress-policy: audit\ndisable-sudo-and-containers: false\n",
            "egress-policy: block\n",
            "disable-sudo-and-containers: false\negress-policy: block\n"),
        Arguments.of(
            "not the switch that members set",
            "egress-policy: audit\ndisable-sudo-and-containers: true\n",
            "egress-policy: audit\ndisable-sudo-and-containers: false\n",
            "egress-policy: audit\ndisable-sudo-and-containers: false\n"),
        Arguments.of(
            "the author's text that says the same",
            """
            # ours
            allowed-endpoints: [GitHub.com, b.example:80]
            egress-policy: block
            disable-sudo-and-containers: true
            """,
            "egress-policy: block\nallowed-endpoints: >\n  GitHub.com\n  b.example:80\n",
            null),
        Arguments.of(
            "not a text that spells endpoints otherwise",
            "# ours\nallowed-endpoints: [GitHub.com]\negress-policy: block\n",
            "egress-policy: block\nallowed-endpoints: >\n  github.com:443\n",
            "egress-policy: block\nallowed-endpoints: >\n  github.com:443\n"),
        Arguments.of(
            "not a lockdown that members leave out",
            "egress-policy: audit\nlockdown-mode:\n  enabled: false\n",
            "egress-policy: audit\n",
            "egress-policy: audit\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("upsertsOfMembers")
  void keeps_of_a_policy_that_is_upserted_from_members(
      String what, String standing, String sent, @Nullable String saved) {
    desk.done(new CreatePolicy(BASE, content(standing)));

    var events = desk.done(new UpsertPolicy(BASE, content(sent), null, true));

    assertThat(events)
        .as(what)
        .isEqualTo(
            saved == null
                ? List.of()
                : List.of(new PolicyUpdated(BASE, 2, standing, content(saved), null)));
  }

  @Test
  void creates_from_members_what_is_not_there() {
    assertThat(desk.done(new UpsertPolicy(BASE, audit(), null, true)))
        .containsExactly(new PolicyCreated(BASE, 1, audit()));
    assertThat(desk.refused(new UpsertPolicy(BASE, block(), 9L, true)))
        .isEqualTo(new StaleRevision(BASE, 9, 2));
  }

  @Test
  void refuses_a_text_that_grows_too_large_by_what_stays() {
    desk.done(
        new CreatePolicy(
            BASE, content("egress-policy: audit\ndisable-sudo-and-containers: true\n")));
    var start = "egress-policy: block\n#";
    var longest = start + "x".repeat(PolicyDocument.MAX_BYTES - start.length());

    assertThat(desk.refused(new UpsertPolicy(BASE, content(longest), null, true)))
        .isInstanceOf(LimitExceeded.class);
    assertThat(desk.done(new UpsertPolicy(BASE, content(longest), null))).hasSize(1);
  }

  private static PolicyContent content(String yaml) {
    return switch (PolicyDocument.read(yaml)) {
      case Reading.Readable(var document, _) ->
          new PolicyContent(document.text(), document.rules());
      case Reading.Unreadable(var problems) -> throw new AssertionError(problems);
    };
  }

  @Test
  void keeps_attachments_when_the_content_changes() {
    desk.done(new CreatePolicy(BASE, audit()));
    desk.done(new AttachPolicy(BASE, List.of(organization()), null));
    desk.done(new UpsertPolicy(BASE, block(), null));

    assertThat(desk.book().placements(BASE)).hasSize(1);
  }

  @Test
  void names_the_version_that_a_rollback_restores() {
    desk.done(new CreatePolicy(BASE, audit()));
    desk.done(new UpdatePolicy(BASE, block(), null, null));

    assertThat(desk.done(new UpdatePolicy(BASE, audit(), null, 1L)))
        .containsExactly(new PolicyUpdated(BASE, 3, block().text(), audit(), 1L));
  }

  @Test
  void does_not_count_a_version_twice_in_a_second_life() {
    desk.done(new CreatePolicy(BASE, audit()));
    desk.done(new UpdatePolicy(BASE, block(), null, null));
    assertThat(desk.done(new DeletePolicy(BASE, null))).containsExactly(new PolicyDeleted(BASE, 2));

    assertThat(desk.refused(new UpdatePolicy(BASE, audit(), null, null)))
        .isEqualTo(new UnknownPolicy(BASE));
    assertThat(desk.done(new CreatePolicy(BASE, audit())))
        .containsExactly(new PolicyCreated(BASE, 3, audit()));
  }

  @Test
  void tells_names_apart_by_case() {
    desk.done(new CreatePolicy(BASE, audit()));

    assertThat(desk.done(new CreatePolicy(name("Base"), audit()))).hasSize(1);
  }
}
