package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.command.Refusal.TooSoon;
import dev.sallyport.domain.command.Refusal.UnknownKey;
import dev.sallyport.domain.command.Refusal.WrongBook;
import dev.sallyport.domain.event.PolicyEvent.OrganizationAdded;
import dev.sallyport.domain.event.PolicyEvent.SessionsEnded;
import dev.sallyport.domain.names.Owner;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EndingSessionsTest {
  private static final ApiKey KEY =
      new ApiKey(KeyHash.of("reading"), KeyKind.READ_ONLY, "reading", null, false);
  private static final SessionHolder OF_KEY = new SessionHolder.OfKey(KEY.id());
  private static final SessionHolder GRACE =
      new SessionHolder.OfMember(new MemberId("https://id.example", "grace"));

  private final Desk desk = Desk.ofAcme();
  private final Desk tenant = new Desk(Owner.TENANT);

  @Test
  void ends_those_of_a_key_whatever_the_key_may_do() {
    desk.done(new IssueApiKey(KEY));

    assertThat(desk.done(new EndSessions(OF_KEY))).containsExactly(new SessionsEnded(OF_KEY));
  }

  @Test
  void ends_those_begun_meanwhile_when_asked_again() {
    desk.done(new IssueApiKey(KEY));
    desk.done(new EndSessions(OF_KEY));
    var first = end();
    desk.passes(Duration.ofMinutes(1));

    assertThat(desk.done(new EndSessions(OF_KEY))).hasSize(1);
    assertThat(end().sequence()).isEqualTo(first.sequence() + 1);
    assertThat(end().at()).isEqualTo(first.at().plus(Duration.ofMinutes(1)));
  }

  @Test
  void does_so_once_in_ten_seconds_since_it_takes_no_permission() {
    desk.done(new IssueApiKey(KEY));
    desk.done(new EndSessions(OF_KEY));
    var again = end().at().plusSeconds(10);

    desk.passes(Duration.ofMillis(9_999));
    assertThat(desk.refused(new EndSessions(OF_KEY))).isEqualTo(new TooSoon(again));
    desk.passes(Duration.ofMillis(1));
    assertThat(desk.done(new EndSessions(OF_KEY))).hasSize(1);
  }

  @Test
  void knows_no_key_of_another_book_and_no_revoked_one() {
    assertThat(desk.refused(new EndSessions(OF_KEY))).isEqualTo(new UnknownKey(KEY.id()));
    desk.done(new IssueApiKey(KEY));
    desk.done(new RevokeApiKey(KEY.id()));

    assertThat(desk.refused(new EndSessions(OF_KEY))).isEqualTo(new UnknownKey(KEY.id()));
  }

  @Test
  void ends_those_of_a_member_in_the_tenants_book_only() {
    assertThat(desk.refused(new EndSessions(GRACE))).isInstanceOf(WrongBook.class);
    assertThat(tenant.done(new EndSessions(GRACE)))
        .containsExactly(new OrganizationAdded(Owner.TENANT), new SessionsEnded(GRACE));
  }

  private SessionsEndEntry end() {
    return Objects.requireNonNull(desk.book().sessionsEnd(OF_KEY));
  }
}
