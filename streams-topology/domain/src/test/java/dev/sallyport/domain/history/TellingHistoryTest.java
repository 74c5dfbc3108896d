package dev.sallyport.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.advice.Policies;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.history.HistoryEntry.Change.Attached;
import dev.sallyport.domain.history.HistoryEntry.Change.Deleted;
import dev.sallyport.domain.history.HistoryEntry.Change.Detached;
import dev.sallyport.domain.history.HistoryEntry.Change.Updated;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.names.WorkflowFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TellingHistoryTest {
  private static final PolicyName BUILD = PolicyName.of("build");
  private static final PolicyName OTHER = PolicyName.of("other");
  private static final String TEXT = "egress-policy: block\nallowed-endpoints: a.example:443\n";

  private final Policies policies = new Policies();

  @BeforeEach
  void write() {
    policies.done(new CreatePolicy(BUILD, Policies.content(TEXT)));
    policies.done(new CreatePolicy(OTHER, Policies.content(TEXT)));
  }

  private List<HistoryEntry> entries() {
    return HistoryEntries.of(policies.newestFirst());
  }

  private void attached(PolicyName policy, List<Scope> scopes) {
    policies.done(new ReplaceAttachments(policy, scopes, null));
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource(
      delimiter = ';',
      nullValues = "-",
      textBlock =
          """
          app/ci app/release ; app            ; app: specific workflows → entire repository
          app                ; app/ci         ; app: entire repository → specific workflows
          app/ci             ; app/release    ; -
          app/ci lib         ; app lib/ci     ; app: specific workflows → entire repository, lib: entire repository → specific workflows
          app lib/ci         ; *              ; specific repositories → entire organization
          app/ci             ; *              ; specific workflows → entire organization
          *                  ; app lib        ; entire organization → specific repositories
          *                  ; app/ci         ; entire organization → specific workflows
          app/ci             ; app/ci app     ; -
          #prod              ; *              ; -
          app                ; lib            ; -
          """)
  void words_how_the_reach_of_a_policy_changes(String from, String to, String expected) {
    attached(BUILD, scopes(from));
    attached(BUILD, scopes(to));
    assertThat(entries().getFirst().type()).isEqualTo(EventType.POLICY_ATTACHED);
    assertThat(entries().getFirst().change())
        .isInstanceOfSatisfying(
            Attached.class,
            attached ->
                assertThat(
                        attached.transitions().stream()
                            .map(Transition::describe)
                            .collect(Collectors.joining(", ")))
                    .isEqualTo(expected == null ? "" : expected));
  }

  private static List<Scope> scopes(String text) {
    return Arrays.stream(text.split(" ", -1)).map(TellingHistoryTest::scope).toList();
  }

  private static Scope scope(String text) {
    if (text.equals("*")) {
      return new Scope.Organization();
    }
    if (text.startsWith("#")) {
      return new Scope.Cluster(new ClusterName(text.substring(1)));
    }
    var slash = text.indexOf('/');
    return slash < 0
        ? new Scope.Repository(RepositoryName.of(text))
        : new Scope.Workflow(
            RepositoryName.of(text.substring(0, slash)),
            new WorkflowFile(text.substring(slash + 1) + ".yml"));
  }

  @Test
  void tells_the_parts_of_one_change_as_one_entry() {
    var many =
        IntStream.range(0, 1_200)
            .mapToObj(i -> (Scope) new Scope.Repository(RepositoryName.of("r" + i)))
            .toList();
    attached(BUILD, many);
    var entry = entries().getFirst();
    assertThat(entry.change()).isEqualTo(new Attached(many, List.of(), List.of(), List.of()));
    assertThat(entry.sequence() - entry.firstSequence()).isEqualTo(2);

    policies.done(new DeletePolicy(BUILD, null));
    assertThat(entries()).hasSize(6);
    assertThat(entries().get(0).change()).isEqualTo(new Deleted(1));
    assertThat(entries().get(1).change()).isEqualTo(new Detached(many, null));
  }

  @Test
  void keeps_two_changes_of_several_parts_apart() {
    var many =
        IntStream.range(0, 600)
            .mapToObj(i -> (Scope) new Scope.Repository(RepositoryName.of("r" + i)))
            .toList();
    attached(BUILD, many);
    attached(OTHER, many);
    assertThat(entries().stream().map(entry -> entry.type() + " " + entry.policy()))
        .startsWith("POLICY_ATTACHED other", "POLICY_DETACHED build", "POLICY_ATTACHED build");
    assertThat(entries().get(1).change()).isEqualTo(new Detached(many, OTHER));
  }

  @Test
  void tells_what_an_update_replaced_and_which_version_it_brought_back() {
    var audit = Policies.content("egress-policy: audit\n");
    policies.done(new UpdatePolicy(BUILD, audit, null, null));
    policies.done(new UpdatePolicy(BUILD, Policies.content(TEXT), null, 1L));
    assertThat(entries().getFirst().change()).isEqualTo(new Updated(3, audit.text(), TEXT, 1L));
    assertThat(entries().getFirst().type().title()).isEqualTo("Policy Updated");
  }

  @Test
  void words_what_became_of_an_invitation_and_of_sessions() {
    var ada = EmailAddress.of("ada@acme.example");
    var bo = EmailAddress.of("bo@acme.example");
    var key = new ApiKey(KeyHash.of("k"), KeyKind.READ_ONLY, "k", null, false);
    policies.done(new InviteMember(ada, Role.EDITOR));
    policies.done(new InviteMember(ada, Role.ADMIN));
    policies.done(new AcceptInvitation(new MemberId("https://id.example", "42"), ada));
    policies.done(new InviteMember(bo, Role.AUDITOR));
    policies.done(new WithdrawInvitation(bo));
    policies.done(new IssueApiKey(key));
    policies.done(new EndSessions(new SessionHolder.OfKey(key.id())));

    assertThat(entries().stream().map(entry -> entry.type().title() + ": " + words(entry)).toList())
        .startsWith(
            "Sessions Ended: everybody who had signed in with the key %s was signed out"
                .formatted(key.id()),
            "API Key Issued: the read-only key k (%s) was issued".formatted(key.id()),
            "Invitation Withdrawn: the invitation of bo@acme.example as auditor was withdrawn",
            "Member Invited: bo@acme.example was invited as auditor",
            "Member Role Granted: ada@acme.example became admin",
            "Invitation Accepted: 42 (https://id.example) accepted the invitation of"
                + " ada@acme.example as admin",
            "Member Invited: ada@acme.example was invited as admin, before that as editor",
            "Member Invited: ada@acme.example was invited as editor");
  }

  private static String words(HistoryEntry entry) {
    return entry.change() instanceof HistoryEntry.Change.Other(var words) ? words : "";
  }

  @Test
  void words_what_is_not_about_a_policy() {
    assertThat(entries().getLast().change())
        .isEqualTo(new HistoryEntry.Change.Other("acme was added"));
    assertThat(entries().getLast().policy()).isNull();
  }
}
