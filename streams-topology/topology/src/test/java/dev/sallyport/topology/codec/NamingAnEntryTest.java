package dev.sallyport.topology.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyId;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.event.Actor;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.integration.IntegrationId;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.schemas.serde.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamingAnEntryTest {
  private static final Owner ACME = Owner.of("Acme");
  private static final PolicyName POLICY = new PolicyName("Café rules");
  private static final RepositoryName APP = RepositoryName.of("App");

  @Test
  void writes_the_same_bytes_for_ever() {
    Map<BookKey, String> golden =
        Map.ofEntries(
            Map.entry(new BookKey.PolicyKey(POLICY), "acme/p/Café rules"),
            Map.entry(new BookKey.TextKey(POLICY), "acme/t/Café rules"),
            Map.entry(
                new BookKey.ScopeKey(new Scope.Workflow(APP, new WorkflowFile("Ci.yml"))),
                "acme/s/w/app/Ci.yml"),
            Map.entry(new BookKey.ScopeKey(new Scope.Repository(APP)), "acme/s/r/app"),
            Map.entry(new BookKey.ScopeKey(new Scope.Organization()), "acme/s/o"),
            Map.entry(
                new BookKey.ScopeKey(new Scope.Cluster(new ClusterName("eu-1"))), "acme/s/c/eu-1"),
            Map.entry(new BookKey.PlacementKey(POLICY, 258), "acme/a/Café rules/0000000000000102"),
            Map.entry(
                new BookKey.ApiKeyKey(new KeyId("0123456789abcdef")), "acme/k/0123456789abcdef"),
            Map.entry(new BookKey.BootstrapKey(), "acme/b/"),
            Map.entry(
                new BookKey.MemberKey(new MemberId("https://id.example/x", "42")),
                "acme/m/https://id.example/x\n42"),
            Map.entry(
                new BookKey.InvitationKey(EmailAddress.of("a/b@acme.example")),
                "acme/i/a/b@acme.example"),
            Map.entry(
                new BookKey.SessionsEndKey(new SessionHolder.OfKey(new KeyId("0123456789abcdef"))),
                "acme/e/k/0123456789abcdef"),
            Map.entry(
                new BookKey.SessionsEndKey(
                    new SessionHolder.OfMember(new MemberId("https://id.example/x", "42"))),
                "acme/e/m/https://id.example/x\n42"),
            Map.entry(new BookKey.BlockListKey(), "acme/l/"),
            Map.entry(
                new BookKey.DenialKey(new Actor(Actor.Kind.API_KEY, "k1", "night job")),
                "acme/d/API_KEY\nk1\nnight job"),
            Map.entry(
                new BookKey.SuppressionRuleKey(new RuleId("0123456789abcdef0123456789abcdef")),
                "acme/r/0123456789abcdef0123456789abcdef"),
            Map.entry(
                new BookKey.IntegrationKey(new IntegrationId("0123456789abcdef0123456789abcdef")),
                "acme/g/0123456789abcdef0123456789abcdef"),
            Map.entry(new BookKey.NotificationSettingsKey(), "acme/o/"),
            Map.entry(new BookKey.TotalsKey(), "acme/n/"),
            Map.entry(new BookKey.HeadKey(), "acme/h/"));

    assertThat(golden.keySet().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(BookKey.class.getPermittedSubclasses());
    golden.forEach((key, text) ->
        assertThat(new String(new StateKey(ACME, key).encode(), StandardCharsets.UTF_8))
            .isEqualTo(text));
  }

  @Test
  void keeps_a_policys_placements_together_and_in_order() {
    byte[][] keys =
        Stream.of(0L, 9L, 10L, 255L, 256L, Long.MAX_VALUE)
            .map(
                position -> new StateKey(ACME, new BookKey.PlacementKey(POLICY, position)).encode())
            .toArray(byte[][]::new);
    byte[][] sorted = keys.clone();
    Arrays.sort(sorted, Arrays::compareUnsigned);
    assertThat(sorted).isDeepEqualTo(keys);
    assertThat(List.of(keys))
        .allSatisfy(key -> assertThat(key).startsWith(StateKey.placements(ACME, POLICY)));
    var longer = new StateKey(ACME, new BookKey.PlacementKey(new PolicyName("Café rules 2"), 1));
    assertThat(Arrays.mismatch(longer.encode(), StateKey.placements(ACME, POLICY)))
        .isLessThan(StateKey.placements(ACME, POLICY).length);
  }

  @Test
  void keeps_the_tenants_book_apart() {
    assertThat(
            new String(
                new StateKey(Owner.TENANT, new BookKey.HeadKey()).encode(), StandardCharsets.UTF_8))
        .isEqualTo("~tenant/h/");
    assertThat(StateKey.decode(new StateKey(Owner.TENANT, new BookKey.HeadKey()).encode()).owner())
        .isEqualTo(Owner.TENANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme",
        "/h/",
        "acme/",
        "acme/x/",
        "acme/p/",
        "acme/s/",
        "acme/s/x/y",
        "acme/s/w/app",
        "acme/a/n/xyz",
        "acme/m/no-line",
        "acme/i/no-at",
        "acme/i/A@b.example",
        "acme/e/m/no-line",
        "acme/e/x/0123456789abcdef",
        "acme/r/0123456789abcdef",
        "acme/d/KING\nx\ny",
        "a b/h/"
      })
  void takes_nothing_else_for_a_key(String text) {
    assertThatThrownBy(() -> StateKey.decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableException.class);
  }
}
