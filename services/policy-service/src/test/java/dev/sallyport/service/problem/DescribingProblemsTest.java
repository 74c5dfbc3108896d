package dev.sallyport.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescribingProblemsTest {
  private static final Path PAGE = Path.of("../../docs/reference/problems.md");

  static List<Refusal> everyRefusal() {
    var policy = new PolicyName("p1");
    var key = new KeyId("0123456789abcdef");
    return List.of(
        new Refusal.UnknownOwner(Owner.organization("acme")),
        new Refusal.UnknownPolicy(policy),
        new Refusal.NameTaken(policy),
        new Refusal.StaleRevision(policy, 3, 5),
        new Refusal.LimitExceeded("policies of an owner", 50_001, 50_000),
        new Refusal.TooLarge(1_000_000, 900_000),
        new Refusal.UnknownKey(key),
        new Refusal.KeyTaken(key),
        new Refusal.UnknownMember(new MemberId("https://id.example", "42")),
        new Refusal.NoInvitation(EmailAddress.of("ada@acme.example")),
        new Refusal.UnknownRule(new RuleId("0123456789abcdef0123456789abcdef")),
        new Refusal.UnknownIntegration(new IntegrationId("0123456789abcdef0123456789abcdef")),
        new Refusal.IntegrationInactive(new IntegrationId("0123456789abcdef0123456789abcdef")),
        new Refusal.IntegrationChangedMeanwhile(
            new IntegrationId("0123456789abcdef0123456789abcdef")),
        new Refusal.NotificationSettingsChangedMeanwhile(),
        new Refusal.WrongBook("ReplaceGlobalBlockList"),
        new Refusal.RecordedAlready(Instant.EPOCH),
        new Refusal.TooSoon(Instant.EPOCH),
        new Refusal.IdempotencyKeyReused(),
        new Refusal.Expired(Instant.EPOCH),
        new Refusal.NotUnderstood("version 9"),
        new Refusal.Stopped("the book of acme is at 7, its log at 9"));
  }

  @Test
  void knows_every_refusal_there_is() {
    assertThat(everyRefusal())
        .extracting(refusal -> (Object) refusal.getClass())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList((Object[]) Refusal.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("everyRefusal")
  void answers_a_refusal_with_what_to_do_and_a_status_of_its_type(Refusal refusal) {
    var problem = Problems.of(refusal);

    assertThat(problem.detail()).isNotBlank().endsWith(problem.detail().strip());
    assertThat(problem.type().status()).isBetween(400, 599);
    assertThat(problem.retryAfter() != null)
        .as("503, and what comes too soon, says when to ask again")
        .isEqualTo(problem.type().status() == 503 || refusal instanceof Refusal.TooSoon);
  }

  @Test
  void tells_the_revision_to_repeat_with() {
    var json =
        new String(
            ProblemJson.render(
                Problems.of(new Refusal.StaleRevision(new PolicyName("p1"), 3, 5)).ofCommand("c1")),
            StandardCharsets.UTF_8);

    assertThat(json)
        .isEqualTo(
            """
            {"type":"/docs/problems#stale-revision",\
            "title":"The policy was changed since you read it","status":412,\
            "detail":"“p1” is at revision 5, you last saw 3: read it again and repeat.",\
            "commandId":"c1","currentRevision":5}\
            """);
  }

  @Test
  void has_one_address_for_each_type() {
    var addresses = new HashSet<String>();
    for (var type : ProblemType.values()) {
      assertThat(addresses.add(type.uri())).as(type.uri()).isTrue();
    }
  }

  @Test
  void keeps_the_page_of_the_manual_true() throws IOException {
    var page = ProblemPage.markdown();
    if (Boolean.getBoolean("sallyport.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }
}
