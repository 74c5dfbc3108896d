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
import dev.sallyport.domain.command.Refusal.NameTaken;
import dev.sallyport.domain.command.Refusal.StaleRevision;
import dev.sallyport.domain.command.Refusal.UnknownPolicy;
import dev.sallyport.domain.event.PolicyEvent.PolicyCreated;
import dev.sallyport.domain.event.PolicyEvent.PolicyDeleted;
import dev.sallyport.domain.event.PolicyEvent.PolicyUpdated;
import dev.sallyport.domain.names.PolicyName;
import java.util.List;
import org.junit.jupiter.api.Test;

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
