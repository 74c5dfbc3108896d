package dev.sallyport.topology.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Principal.KeyHolder;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.blocklist.BlockListMembers;
import dev.sallyport.domain.blocklist.BlockedHost;
import dev.sallyport.domain.blocklist.GlobalBlockList;
import dev.sallyport.domain.book.BookEntry.Head;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.SessionsEndEntry;
import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.book.BookKey;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.domain.insight.SuppressionRule;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.topology.view.PolicyView.Found;
import dev.sallyport.topology.view.PolicyView.Freshness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every view must do, the fake as well as the real one. */
interface PolicyViewContract {
  /** What the views under this contract render: owner, policy and version. */
  PolicyRenderer RENDERER =
      (owner, policy) ->
          "%s/%s/%d"
              .formatted(owner, policy.policy(), policy.version())
              .getBytes(StandardCharsets.UTF_8);

  /** The view, caught up. */
  PolicyView view();

  /** Has commands done, in this order; returns once the view holds them. */
  void done(Owner owner, PolicyCommand... commands);

  /** An owner that no other test knows, in no spelling. */
  Owner owner();

  @Test
  default void the_most_specific_scope_wins_as_a_whole() {
    var owner = owner();
    done(
        owner,
        Ask.create("workflow", "a.example"),
        Ask.create("repository", "b.example"),
        Ask.create("organization", "c.example"),
        Ask.create("cluster", "d.example"),
        Ask.attach("workflow", Ask.workflow("app", "ci.yml")),
        Ask.attach("repository", Ask.repository("app")),
        Ask.attach("cluster", Ask.cluster("arm")));
    assertThat(body(Ask.job(owner, "APP", "ci.yml", "arm"))).endsWith("/workflow/1");
    assertThat(body(Ask.job(owner, "App", "CI.yml", "arm"))).endsWith("/repository/1");
    assertThat(body(Ask.job(owner, "other", "ci.yml", "arm"))).endsWith("/cluster/1");
    assertThat(view().lookUp(Ask.job(owner, "other", "ci.yml", "ARM")))
        .isEqualTo(new Found.Nothing());
    done(owner, Ask.attach("organization", Ask.organization()));
    assertThat(body(Ask.job(owner, "other", "ci.yml", "arm"))).endsWith("/organization/1");
    assertThat(body(new Job(owner, Ask.job(owner, "app", "x").repository(), null, null)))
        .endsWith("/repository/1");
  }

  @Test
  default void tells_the_scope_as_its_author_wrote_it() {
    var owner = owner();
    done(owner, Ask.create("p", "a.example"), Ask.attach("p", Ask.workflow("Web-App", "ci.yml")));
    assertThat(view().lookUp(Ask.job(owner, "web-app", "ci.yml")))
        .isInstanceOfSatisfying(
            Found.Served.class,
            served ->
                assertThat(served.scope())
                    .isNotNull()
                    .extracting(Scope::describe)
                    .isEqualTo("workflow Web-App/ci.yml"));
  }

  @Test
  default void serves_the_owner_as_first_written() {
    var owner = owner();
    done(
        Owner.of(owner.name().toUpperCase(java.util.Locale.ROOT)),
        Ask.create("p", "a.example"),
        Ask.attach("p", Ask.organization()));
    done(owner, Ask.update("p", "b.example"));
    assertThat(body(Ask.job(owner, "app", "ci.yml")))
        .isEqualTo(owner.name().toUpperCase(java.util.Locale.ROOT) + "/p/2");
    assertThat(view().owners())
        .extracting(Owner::name)
        .contains(owner.name().toUpperCase(java.util.Locale.ROOT));
  }

  @Test
  default void a_policy_by_name_is_served_while_it_lives() {
    var owner = owner();
    done(owner, Ask.create("p", "a.example"));
    assertThat(view().served(owner, new PolicyName("p")))
        .isInstanceOfSatisfying(Found.Served.class, served -> assertThat(served.scope()).isNull());
    done(owner, Ask.delete("p"));
    assertThat(view().served(owner, new PolicyName("p"))).isEqualTo(new Found.Nothing());
  }

  @Test
  default void only_new_content_changes_the_entity_tag() {
    var owner = owner();
    done(owner, Ask.create("p", "a.example"), Ask.attach("p", Ask.repository("app")));
    var first = served(Ask.job(owner, "app", "ci.yml"));
    done(owner, Ask.attach("p", Ask.repository("other")));
    var attached = served(Ask.job(owner, "app", "ci.yml"));
    assertThat(attached.etag()).isEqualTo(first.etag()).startsWith("\"").endsWith("\"");
    assertThat(attached.entry().revision()).isGreaterThan(first.entry().revision());
    done(owner, Ask.update("p", "b.example"));
    assertThat(served(Ask.job(owner, "app", "ci.yml")).etag()).isNotEqualTo(first.etag());
  }

  @Test
  default void displaced_detached_and_deleted_policies_do_not_stand_any_more() {
    var owner = owner();
    var job = Ask.job(owner, "app", "ci.yml");
    done(
        owner,
        Ask.create("one", "a.example"),
        Ask.create("two", "b.example"),
        Ask.attach("one", Ask.repository("app"), Ask.repository("lib")),
        Ask.attach("two", Ask.repository("app")));
    assertThat(body(job)).endsWith("/two/1");
    assertThat(placements(owner, "one")).containsExactly("repository lib");
    done(owner, Ask.detach("two", Ask.repository("app")));
    assertThat(view().lookUp(job)).isEqualTo(new Found.Nothing());
    done(owner, Ask.attach("two", Ask.repository("app")), Ask.delete("two"));
    assertThat(view().lookUp(job)).isEqualTo(new Found.Nothing());
  }

  @Test
  default void placements_keep_their_authors_order() {
    var owner = owner();
    done(
        owner,
        Ask.create("p", "a.example"),
        Ask.attach("p", Ask.repository("c"), Ask.repository("a"), Ask.repository("b")));
    assertThat(placements(owner, "p"))
        .containsExactly("repository c", "repository a", "repository b");
    done(owner, Ask.replace("p", Ask.repository("b"), Ask.organization(), Ask.repository("c")));
    assertThat(placements(owner, "p"))
        .containsExactly("repository b", "organization", "repository c");
  }

  @Test
  default void a_book_read_point_by_point_is_the_one_that_was_written() {
    var owner = owner();
    var policy = new PolicyName("p");
    done(
        owner,
        Ask.create("p", "a.example"),
        Ask.attach("p", Ask.repository("app")),
        Ask.issue(owner.key() + " secret"));
    view()
        .read(
            owner,
            book -> {
              assertThat(book.text(policy)).isEqualTo(Ask.allowing("a.example").text());
              var placed = new PlacementEntry(policy, 0, Ask.repository("app"));
              assertThat(book.get(placed.key())).isEqualTo(placed);
              assertThat(book.get(new BookKey.PlacementKey(policy, 1))).isNull();
              assertThat(book.at(Ask.repository("APP"))).isNotNull();
              assertThat(book.totals().policies()).isEqualTo(1);
              assertThat(book.apiKeys()).hasSize(1);
              assertThat(book.policies()).containsOnlyKeys("p");
              return null;
            });
  }

  @Test
  default void policies_are_listed_by_what_they_are_and_by_a_part_of_their_name() {
    var owner = owner();
    done(
        owner,
        Ask.create("Build", "a.example"),
        Ask.create("build-arm", "b.example"),
        Ask.create("deploy", "c.example"),
        Ask.create("rebuild", "d.example"),
        Ask.create("ÉCLAIR", "e.example"),
        Ask.delete("rebuild"),
        Ask.attach("build-arm", Ask.repository("app")));
    var all = new PolicyFilter(null, false, null, false);
    assertThat(after(owner, null, all)).containsExactly("Build", "build-arm", "deploy", "ÉCLAIR");
    assertThat(after(owner, "build-arm", all)).containsExactly("deploy", "ÉCLAIR");
    assertThat(after(owner, "c", all)).containsExactly("deploy", "ÉCLAIR");
    assertThat(before(owner, "deploy", all)).containsExactly("Build", "build-arm");
    assertThat(before(owner, "Build", all)).isEmpty();
    assertThat(after(owner, "ÉCLAIR", all)).isEmpty();
    assertThat(after(owner, null, searching(" BUILD "))).containsExactly("Build", "build-arm");
    assertThat(before(owner, "z", searching("build"))).containsExactly("Build", "build-arm");
    assertThat(before(owner, "build-arm", searching("build"))).containsExactly("Build");
    assertThat(after(owner, null, searching("éclair"))).containsExactly("ÉCLAIR");
    assertThat(after(owner, null, searching("armdeploy"))).isEmpty();
    assertThat(after(owner, null, searching("arm/deploy"))).isEmpty();
    assertThat(before(owner, "z", searching("nothing like it"))).isEmpty();
    assertThat(after(owner, null, new PolicyFilter(null, false, "build", true)))
        .containsExactly("rebuild");
    assertThat(after(owner, null, new PolicyFilter(null, true, null, false)))
        .containsExactly("Build", "deploy", "ÉCLAIR");
    assertThat(after(owner, null, new PolicyFilter(EgressMode.BLOCK, true, "d", false)))
        .containsExactly("Build", "deploy");
    assertThat(after(owner, null, new PolicyFilter(EgressMode.AUDIT, false, null, false)))
        .isEmpty();
  }

  @Test
  default void a_list_that_was_read_before_a_change_shows_the_change() {
    var owner = owner();
    var unattached = new PolicyFilter(null, true, null, false);
    done(owner, Ask.create("m", "a.example"), Ask.create("n", "b.example"));
    assertThat(after(owner, null, unattached)).containsExactly("m", "n");
    done(owner, Ask.attach("n", Ask.repository("app")));
    assertThat(after(owner, null, unattached)).containsExactly("m");
    done(owner, Ask.create("a", "c.example"), Ask.delete("m"));
    assertThat(after(owner, null, unattached)).containsExactly("a");
    assertThat(after(owner, null, new PolicyFilter(null, false, null, true))).containsExactly("m");
  }

  private static PolicyFilter searching(String text) {
    return new PolicyFilter(null, false, text, false);
  }

  private List<String> after(Owner owner, @Nullable String name, PolicyFilter filter) {
    return view()
        .read(
            owner,
            book -> {
              var two = named(book.policiesAfter(name, filter, 2));
              var all = named(book.policiesAfter(name, filter, 10));
              assertThat(two).isEqualTo(all.subList(0, Math.min(2, all.size())));
              return all;
            });
  }

  private List<String> before(Owner owner, String name, PolicyFilter filter) {
    return view()
        .read(
            owner,
            book -> {
              var one = named(book.policiesBefore(name, filter, 1));
              var all = named(book.policiesBefore(name, filter, 10));
              assertThat(one).isEqualTo(all.subList(Math.max(0, all.size() - 1), all.size()));
              return all;
            });
  }

  private static List<String> named(List<PolicyEntry> entries) {
    return entries.stream().map(entry -> entry.policy().value()).toList();
  }

  @Test
  default void policies_are_counted_by_kind() {
    var owner = owner();
    done(
        owner,
        Ask.create("one", "a.example"),
        Ask.create("two", "b.example"),
        Ask.create("gone", "c.example"),
        Ask.attach("one", Ask.repository("app")),
        Ask.delete("gone"));
    assertThat(view().read(owner, OwnerBook::counts)).isEqualTo(new OwnerBook.Counts(2, 2, 0, 1));
  }

  @Test
  default void an_owner_nobody_added_has_an_empty_book() {
    var owner = owner();
    Head head = view().read(owner, OwnerBook::head);
    assertThat(head).isNull();
    assertThat(view().owners()).doesNotContain(owner);
    assertThat(view().lookUp(Ask.job(owner, "app", "ci.yml"))).isEqualTo(new Found.Nothing());
  }

  @Test
  default void a_key_opens_until_it_is_revoked() {
    var owner = owner();
    var secret = owner.key() + " secret";
    done(owner, Ask.issue(secret));
    assertThat(view().keyHolder(KeyHash.of(secret)))
        .isNotNull()
        .extracting(KeyHolder::owner)
        .isEqualTo(owner);
    assertThat(view().keyHolder(KeyHash.of(secret + "!"))).isNull();
    done(owner, new PolicyCommand.RevokeApiKey(KeyHash.of(secret).id()));
    assertThat(view().keyHolder(KeyHash.of(secret))).isNull();
  }

  @Test
  default void an_invitation_is_listed_until_it_is_accepted() {
    var owner = owner();
    var ada = EmailAddress.of("ada@acme.example");
    var member = new MemberId("https://id.example", "ada");
    done(owner, new PolicyCommand.InviteMember(ada, Role.EDITOR));
    view()
        .read(
            owner,
            book -> {
              assertThat(book.invitations()).containsExactly(book.invitation(ada));
              assertThat(book.totals().invitations()).isEqualTo(1);
              return null;
            });
    done(owner, new PolicyCommand.AcceptInvitation(member, ada));
    view()
        .read(
            owner,
            book -> {
              assertThat(book.invitations()).isEmpty();
              assertThat(book.invitation(ada)).isNull();
              assertThat(book.member(member)).isNotNull();
              return null;
            });
  }

  @Test
  default void the_end_of_somebodys_sessions_is_known_by_its_sequence() {
    var owner = owner();
    var secret = owner.key() + " secret";
    var holder = new SessionHolder.OfKey(KeyHash.of(secret).id());
    done(owner, Ask.issue(secret), new PolicyCommand.EndSessions(holder));
    view()
        .read(
            owner,
            book -> {
              assertThat(book.sessionsEnds())
                  .singleElement()
                  .isEqualTo(book.sessionsEnd(holder))
                  .extracting(SessionsEndEntry::sequence)
                  .isEqualTo(3L);
              return null;
            });
  }

  @Test
  default void the_block_list_is_the_tenants() {
    assertThat(view().blockList()).isEqualTo(GlobalBlockList.empty());
    var list =
        GlobalBlockList.ofStored(
            new BlockListMembers(
                List.of(), List.of(new BlockedHost("evil.example", "seen", null)), List.of()));
    done(Owner.TENANT, new PolicyCommand.ReplaceGlobalBlockList(list));
    assertThat(view().blockList()).isEqualTo(list);
    assertThat(view().owners()).doesNotContain(Owner.TENANT);
  }

  @Test
  default void suppression_rules_are_the_tenants_and_removed_ones_are_still_told() {
    var rule =
        new SuppressionRule(
            new RuleId("0123456789abcdef0123456789abcdef"),
            "Domain-Blocked",
            "known",
            "",
            Map.of("repo", "app"));
    var changed =
        new SuppressionRule(rule.id(), "Domain-Blocked", "known", "", Map.of("repo", "lib"));
    done(Owner.TENANT, new PolicyCommand.AddSuppressionRule(rule));
    assertThat(view().suppressionRules())
        .singleElement()
        .returns(rule, SuppressionRuleEntry::rule)
        .returns(null, SuppressionRuleEntry::removedAt);
    done(Owner.TENANT, new PolicyCommand.ChangeSuppressionRule(changed));
    assertThat(view().suppressionRules())
        .singleElement()
        .returns(changed, SuppressionRuleEntry::rule)
        .returns(true, SuppressionRuleEntry::live);
    done(Owner.TENANT, new PolicyCommand.RemoveSuppressionRule(rule.id()));
    assertThat(view().suppressionRules())
        .singleElement()
        .returns(changed, SuppressionRuleEntry::rule)
        .returns(false, SuppressionRuleEntry::live);
    var book = view().read(Owner.TENANT, PolicyBook::suppressionRules);
    assertThat(book).isEqualTo(view().suppressionRules());
  }

  @Test
  default void whoever_waits_for_a_sequence_is_called_once_it_is_there() throws Exception {
    var owner = owner();
    done(owner, Ask.create("p", "a.example"));
    assertThat(view().reached(owner, 2)).isCompleted();
    var third = view().reached(owner, 3);
    var givenUp = view().reached(owner, 3);
    assertThat(third).isNotDone();
    givenUp.cancel(false);
    done(owner, Ask.update("p", "b.example"));
    assertThat(third.get(10, TimeUnit.SECONDS)).isNull();
  }

  @Test
  default void listeners_hear_of_each_command_until_they_are_closed() throws Exception {
    var owner = owner();
    var heard = new CopyOnWriteArrayList<Long>();
    try (var _ =
        view()
            .onApplied((of, sequence) -> {
              if (of.equals(owner)) {
                heard.add(sequence);
              }
            })) {
      done(owner, Ask.create("p", "a.example"), Ask.update("p", "b.example"));
      // The change can be read a moment before listeners hear of it.
      Soon.is("both were heard", () -> heard.size() == 2);
    }
    done(owner, Ask.update("p", "c.example"));
    assertThat(heard).containsExactly(2L, 3L);
  }

  @Test
  default void a_caught_up_view_is_current() throws Exception {
    var owner = owner();
    done(owner, Ask.create("p", "a.example"));
    var fresh = view().fresh(owner, Duration.ofSeconds(10)).toCompletableFuture();
    assertThat(fresh.get(20, TimeUnit.SECONDS)).isEqualTo(new Freshness.Current());
    assertThat(view().health().caughtUp()).isTrue();
    assertThat(view().health().condemned()).isEmpty();
  }

  private ServedPolicy served(Job job) {
    return switch (view().lookUp(job)) {
      case Found.Served(var policy, _) -> policy;
      case Found.Nothing _, Found.Unknown _ -> throw new AssertionError("nothing for " + job);
    };
  }

  private String body(Job job) {
    return new String(served(job).body(), StandardCharsets.UTF_8);
  }

  private List<String> placements(Owner owner, String policy) {
    return view()
        .read(
            owner,
            book ->
                book.placements(new PolicyName(policy)).stream()
                    .map(placement -> placement.scope().describe())
                    .toList());
  }
}
