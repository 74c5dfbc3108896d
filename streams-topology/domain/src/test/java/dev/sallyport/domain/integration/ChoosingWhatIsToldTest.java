package dev.sallyport.domain.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.event.Part;
import dev.sallyport.domain.event.Placement;
import dev.sallyport.domain.event.PolicyEvent;
import dev.sallyport.domain.event.PolicyEvent.PolicyAttached;
import dev.sallyport.domain.event.PolicyEvent.PolicyDetached;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.integration.Integration.Standing;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoosingWhatIsToldTest {
  private static final RepositoryName APP = RepositoryName.of("app");
  private static final RepositoryName LIB = RepositoryName.of("lib");
  private static final PolicyName CI = PolicyName.of("ci");

  private static Integration named(String name) {
    return with(name, Set.of(Happening.POLICY_CREATED), List.of());
  }

  private static Integration with(
      String name, Set<Happening> about, List<RepositoryName> repositories) {
    return new Integration(
        new IntegrationId("a".repeat(32)),
        name,
        new Destination.SlackWebhook(),
        about,
        repositories,
        Standing.ACTIVE,
        SecretsReference.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\u0000", "\u0085"})
  void has_a_name_for_people(String name) {
    assertThatThrownBy(() -> named(name)).isInstanceOf(InvalidName.class);
  }

  @Test
  void has_a_name_of_a_hundred_characters_at_most() {
    assertThat(named("x".repeat(100)).name()).hasSize(100);
    assertThatThrownBy(() -> named("x".repeat(101))).isInstanceOf(InvalidName.class);
  }

  @Test
  void is_about_something() {
    assertThatThrownBy(() -> with("a", Set.of(), List.of())).isInstanceOf(InvalidName.class);
  }

  @Test
  void names_two_hundred_repositories_at_most_and_each_once_however_it_is_written() {
    var about = Set.of(Happening.POLICY_CREATED);
    var most = IntStream.range(0, 200).mapToObj(each -> RepositoryName.of("r" + each)).toList();
    var more = Stream.concat(most.stream(), Stream.of(APP)).toList();
    var twice = List.of(RepositoryName.of("App"), APP);

    assertThat(with("a", about, most).repositories()).hasSize(200);
    assertThatThrownBy(() -> with("a", about, more)).isInstanceOf(InvalidName.class);
    assertThatThrownBy(() -> with("a", about, twice)).isInstanceOf(InvalidName.class);
  }

  @Test
  void names_its_secrets_by_version_and_fingerprint_or_not_at_all() {
    var version = "a".repeat(32);
    var fingerprint = "0123456789abcdef";

    assertThat(new SecretsReference(version, fingerprint).version()).isEqualTo(version);
    for (var wrong :
        List.of(
            List.of("", fingerprint),
            List.of(version, ""),
            List.of("A".repeat(32), fingerprint),
            List.of(version, fingerprint + "0"))) {
      assertThatThrownBy(() -> new SecretsReference(wrong.getFirst(), wrong.getLast()))
          .isInstanceOf(InvalidName.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void is_told_what_it_asks_for_and_nothing_else(Happening asked) {
    var integration = with("a", Set.of(asked), List.of());

    for (var happening : Happening.values()) {
      assertThat(integration.isTold(happening, Set.of())).isEqualTo(happening == asked);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "ACTIVE", mode = EnumSource.Mode.EXCLUDE)
  void is_told_nothing_while_it_is_not_active(Standing standing) {
    var integration = named("a").standing(standing);

    assertThat(integration.isTold(Happening.POLICY_CREATED, Set.of())).isFalse();
    assertThat(integration.standing(Standing.ACTIVE).isTold(Happening.POLICY_CREATED, Set.of()))
        .isTrue();
  }

  @Test
  void of_repositories_is_told_what_is_about_one_of_its_own_or_about_none_in_particular() {
    var integration = with("a", Set.of(Happening.BLOCKED_CALL), List.of(APP));

    assertThat(integration.isTold(Happening.BLOCKED_CALL, Set.of(RepositoryName.of("APP"))))
        .isTrue();
    assertThat(integration.isTold(Happening.BLOCKED_CALL, Set.of(LIB, APP))).isTrue();
    assertThat(integration.isTold(Happening.BLOCKED_CALL, Set.of())).isTrue();
    assertThat(integration.isTold(Happening.BLOCKED_CALL, Set.of(LIB))).isFalse();
  }

  @Test
  void every_detection_can_be_asked_for_by_itself() {
    var found = new EnumMap<DetectionType, Happening>(DetectionType.class);
    for (var type : DetectionType.values()) {
      found.put(type, Happening.of(type));
    }

    assertThat(found)
        .isEqualTo(
            Map.of(
                DetectionType.DOMAIN_BLOCKED, Happening.BLOCKED_CALL,
                DetectionType.NEW_OUTBOUND_NETWORK_CALL, Happening.NEW_OUTBOUND_CALL,
                DetectionType.POLICY_NOT_ENFORCED_AS_SERVED, Happening.POLICY_NOT_ENFORCED,
                DetectionType.PRIVILEGED_CONTAINER, Happening.PRIVILEGED_CONTAINER,
                DetectionType.REVERSE_SHELL, Happening.REVERSE_SHELL,
                DetectionType.RUNNER_WORKER_MEMORY_READ, Happening.RUNNER_WORKER_MEMORY_READ));
  }

  @Test
  void is_found_by_the_name_that_interfaces_use() {
    for (var happening : Happening.values()) {
      assertThat(Happening.named(happening.text())).contains(happening);
      assertThat(happening.text()).matches("[a-z-]+");
    }
    assertThat(Happening.named("POLICY_CREATED")).isEmpty();
    assertThat(Stream.of(Happening.values()).map(Happening::title)).doesNotHaveDuplicates();
  }

  @Test
  void attaching_and_detaching_concern_the_repositories_of_their_scopes() {
    var app = new Scope.Repository(APP);
    var lib = new Scope.Workflow(LIB, new WorkflowFile("ci.yml"));

    assertThat(Concerned.repositories(attached(List.of(app), List.of()))).containsExactly(APP);
    assertThat(Concerned.repositories(attached(List.of(), List.of(lib)))).containsExactly(LIB);
    assertThat(Concerned.repositories(attached(List.of(app), List.of(lib))))
        .containsExactlyInAnyOrder(APP, LIB);
    assertThat(Concerned.repositories(detached(List.of(app, lib))))
        .containsExactlyInAnyOrder(APP, LIB);
  }

  @Test
  void what_concerns_a_whole_organization_or_a_cluster_too_concerns_no_repository_in_particular() {
    var app = new Scope.Repository(APP);
    var organization = new Scope.Organization();
    var cluster = new Scope.Cluster(new ClusterName("prod"));

    assertThat(Concerned.repositories(attached(List.of(app), List.of(organization)))).isEmpty();
    assertThat(Concerned.repositories(attached(List.of(organization), List.of(app)))).isEmpty();
    assertThat(Concerned.repositories(detached(List.of(app, cluster)))).isEmpty();
    assertThat(Concerned.repositories(new PolicyEvent.PolicyDeleted(CI, 1))).isEmpty();
  }

  private static PolicyAttached attached(List<Scope> added, List<Scope> removed) {
    var placements =
        IntStream.range(0, added.size())
            .mapToObj(each -> new Placement(added.get(each), each))
            .toList();
    return new PolicyAttached(CI, placements, List.of(), removed, new Part(1, 1));
  }

  private static PolicyDetached detached(List<Scope> removed) {
    return new PolicyDetached(CI, removed, null, new Part(1, 1));
  }

  @Test
  void what_it_is_about_does_not_change_behind_its_back() {
    var about = EnumSet.of(Happening.POLICY_CREATED);
    var integration = with("a", about, List.of());
    about.add(Happening.POLICY_DELETED);

    assertThat(integration.about()).containsExactly(Happening.POLICY_CREATED);
  }
}
