package dev.sallyport.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Principal.Member;
import dev.sallyport.domain.access.Principal.WorkflowRun;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhoMayDoWhatTest {
  private static final Owner ACME = Owner.organization("acme");
  private static final Owner OTHER = Owner.organization("other");

  /** Columns: the permissions in their order; own owner before the bar, another owner behind it. */
  private static final String TABLE =
      """
      key ADMIN              | read change keys members - - - - integrations | - - - - - - - - -
      key READ_ONLY          | read - - - - - - - - | - - - - - - - - -
      key RUNNER             | - - - - lookup - - - - | - - - - - - - - -
      key TENANT_ADMIN       | read change keys members - add - rules integrations | read change keys members - add - rules integrations
      key TENANT_READ_ONLY   | read - - - - - - - - | read - - - - - - - -
      key TENANT_SECURITY    | read - - - - - blocklist rules - | read - - - - - blocklist rules -
      member ADMIN           | read change keys members - - - - integrations | - - - - - - - - -
      member EDITOR          | read change - - - - - - - | - - - - - - - - -
      member AUDITOR         | read - - - - - - - - | - - - - - - - - -
      member SECURITY        | read - - - - - - - - | - - - - - - - - -
      tenant member ADMIN    | read change keys members - add - rules integrations | read change keys members - add - rules integrations
      tenant member EDITOR   | read change - - - - - - - | read change - - - - - - -
      tenant member AUDITOR  | read - - - - - - - - | read - - - - - - - -
      tenant member SECURITY | read - - - - - blocklist rules - | read - - - - - blocklist rules -
      workflow run           | - - - - lookup - - - - | - - - - - - - - -
      """;

  private static String word(Permission permission) {
    return switch (permission) {
      case READ -> "read";
      case CHANGE_POLICIES -> "change";
      case MANAGE_KEYS -> "keys";
      case MANAGE_MEMBERS -> "members";
      case LOOK_UP -> "lookup";
      case ADD_ORGANIZATION -> "add";
      case REPLACE_GLOBAL_BLOCK_LIST -> "blocklist";
      case MANAGE_SUPPRESSION_RULES -> "rules";
      case MANAGE_INTEGRATIONS -> "integrations";
    };
  }

  @Test
  void is_this_table() {
    var lines = new ArrayList<String>();
    principals()
        .forEach((name, principal) ->
            lines.add(
                "%-22s | %s | %s".formatted(name, row(principal, ACME), row(principal, OTHER))));

    assertThat(String.join("\n", lines) + "\n").isEqualTo(TABLE);
  }

  private static String row(Principal principal, Owner owner) {
    var words = new ArrayList<String>();
    for (var permission : Permission.values()) {
      words.add(Access.allows(principal, permission, owner) ? word(permission) : "-");
    }
    return String.join(" ", words);
  }

  private static Map<String, Principal> principals() {
    var principals = new LinkedHashMap<String, Principal>();
    for (var kind : KeyKind.values()) {
      var key = new ApiKey(KeyHash.of(kind.name()), kind, "test", null, false);
      principals.put("key " + kind, new KeyHolder(kind.tenantWide() ? Owner.TENANT : ACME, key));
    }
    var id = new MemberId("https://id.example", "someone");
    for (var role : EnumSet.allOf(Role.class)) {
      principals.put("member " + role, new Member(ACME, id, role));
    }
    for (var role : EnumSet.allOf(Role.class)) {
      principals.put("tenant member " + role, new Member(Owner.TENANT, id, role));
    }
    principals.put("workflow run", new WorkflowRun(ACME, RepositoryName.of("app"), "1"));
    return principals;
  }
}
