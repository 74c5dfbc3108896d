package dev.sallyport.domain.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamingThingsTest {

  @Test
  void folds_the_case_of_owners_and_repositories_and_keeps_the_spelling() {
    assertThat(Owner.organization("AcMe")).isEqualTo(Owner.organization("acme"));
    assertThat(Owner.organization("AcMe").name()).isEqualTo("AcMe");
    assertThat(RepositoryName.of("App")).isEqualTo(RepositoryName.of("aPP"));
    assertThat(new WorkflowFile("CI.yml")).isNotEqualTo(new WorkflowFile("ci.yml"));
  }

  @Test
  void folds_as_every_machine_does_whatever_its_language() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr"));
      assertThat(Owner.organization("INIT").key()).isEqualTo("init");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "A-1", "octo_org", "cust::ghes.example::team", "0"})
  void knows_owners_of_github_and_of_enterprise_servers(String name) {
    assertThat(Owner.organization(name).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "~tenant", "-a", "a b", "a/b", "a::", "::a", "a:b", "ü", "a::b::c::d"})
  void refuses_what_is_no_owner(String name) {
    assertThatThrownBy(() -> Owner.organization(name)).isInstanceOf(InvalidName.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "Grüße", "日本", "a b", "<script>", "p.1"})
  void takes_policy_names_of_any_script(String name) {
    assertThat(PolicyName.of(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " a", "a ", "a/b", "a\nb", "a\u0000", "\ud800", "a\u2028b"})
  void refuses_what_is_no_policy_name(String name) {
    assertThatThrownBy(() -> PolicyName.of(name)).isInstanceOf(InvalidName.class);
  }

  @Test
  void counts_a_policy_name_in_code_points() {
    var longest = "😀".repeat(128);

    assertThat(PolicyName.of(longest).value()).isEqualTo(longest);
    assertThatThrownBy(() -> PolicyName.of(longest + "x")).isInstanceOf(InvalidName.class);
  }

  @Test
  void takes_two_spellings_of_one_text_for_one_name() {
    assertThat(PolicyName.of("e\u0301")).isEqualTo(PolicyName.of("é"));
    assertThat(new WorkflowFile("e\u0301.yml")).isEqualTo(new WorkflowFile("é.yml"));
  }

  @Test
  void tells_scopes_apart_by_their_keys() {
    var app = RepositoryName.of("App");

    assertThat(new Scope.Workflow(app, new WorkflowFile("CI.yml")).key()).isEqualTo("w/app/CI.yml");
    assertThat(new Scope.Repository(app).key()).isEqualTo("r/app");
    assertThat(new Scope.Organization().key()).isEqualTo("o");
    assertThat(new Scope.Cluster(new ClusterName("Prod")).key()).isEqualTo("c/Prod");
  }
}
