package dev.sallyport.domain.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.domain.access.ApiKey;
import dev.sallyport.domain.access.EmailAddress;
import dev.sallyport.domain.access.KeyHash;
import dev.sallyport.domain.access.KeyKind;
import dev.sallyport.domain.access.MemberId;
import dev.sallyport.domain.access.Role;
import dev.sallyport.domain.access.SessionHolder;
import dev.sallyport.domain.book.BookEntry.ApiKeyEntry;
import dev.sallyport.domain.book.BookEntry.InvitationEntry;
import dev.sallyport.domain.book.BookEntry.MemberEntry;
import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.BookEntry.ScopeEntry;
import dev.sallyport.domain.book.BookEntry.TextEntry;
import dev.sallyport.domain.book.BookEntry.Totals;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.AcceptInvitation;
import dev.sallyport.domain.command.PolicyCommand.AttachPolicy;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.DeletePolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicy;
import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.EndSessions;
import dev.sallyport.domain.command.PolicyCommand.GrantRole;
import dev.sallyport.domain.command.PolicyCommand.InviteMember;
import dev.sallyport.domain.command.PolicyCommand.IssueApiKey;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.command.PolicyCommand.RevokeApiKey;
import dev.sallyport.domain.command.PolicyCommand.RevokeRole;
import dev.sallyport.domain.command.PolicyCommand.UpsertPolicy;
import dev.sallyport.domain.command.PolicyCommand.WithdrawInvitation;
import dev.sallyport.domain.event.RecordedEvent;
import dev.sallyport.domain.names.Scope;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every book that any sequence of commands can lead to. */
class FoldingEventsProperties {

  @Property(tries = 300)
  void gives_the_same_book_again(@ForAll("commands") List<PolicyCommand> commands) {
    var desk = desk(commands);

    assertThat(fold(new MemoryBook(), desk.log()).entries())
        .containsExactlyInAnyOrderElementsOf(desk.book().entries());
  }

  @Property(tries = 200)
  void may_be_split_anywhere(@ForAll("commands") List<PolicyCommand> commands, @ForAll int at) {
    var log = desk(commands).log();
    var split = Math.floorMod(at, log.size() + 1);
    var first = fold(new MemoryBook(), log.subList(0, split));
    var resumed = new MemoryBook();
    resumed.apply(
        first.entries().stream().map(entry -> (BookChange) new BookChange.Put(entry)).toList());

    assertThat(fold(resumed, log.subList(split, log.size())).entries())
        .containsExactlyInAnyOrderElementsOf(fold(new MemoryBook(), log).entries());
  }

  @Property(tries = 300)
  void keeps_both_sides_of_an_attachment_and_its_counts_in_step(
      @ForAll("commands") List<PolicyCommand> commands) {
    var book = desk(commands).book();
    var byScope = new HashSet<String>();
    var byPolicy = new HashSet<String>();
    var textBytes = 0L;
    var live = 0;
    var keys = 0;
    var members = 0;
    var invitations = 0;
    for (var entry : book.entries()) {
      if (entry instanceof ScopeEntry(var scope, var policy, var position)) {
        byScope.add(policy + " " + position + " " + scope.key());
      } else if (entry instanceof PlacementEntry(var policy, var position, var scope)) {
        byPolicy.add(policy + " " + position + " " + scope.key());
      } else if (entry instanceof PolicyEntry policy) {
        assertThat(book.placements(policy.policy())).hasSize(policy.scopes());
        live += policy.live() ? 1 : 0;
      } else if (entry instanceof TextEntry(_, var text)) {
        textBytes += text.length();
      } else if (entry instanceof ApiKeyEntry key) {
        keys += key.live() ? 1 : 0;
      } else if (entry instanceof MemberEntry) {
        members++;
      } else if (entry instanceof InvitationEntry) {
        invitations++;
      }
    }
    assertThat(byScope).isEqualTo(byPolicy);
    assertThat(book.totals()).isEqualTo(new Totals(live, textBytes, keys, members, invitations));
  }

  @Property(tries = 100)
  void refuses_an_event_twice_and_one_out_of_turn(
      @ForAll("commands") List<PolicyCommand> commands) {
    var log = desk(commands).log();
    var book = fold(new MemoryBook(), log);
    var last = log.getLast();

    assertThatThrownBy(() -> book.evolve(last, Desk.hash(last)))
        .isInstanceOf(ImpossibleEvent.class);
  }

  @Provide
  Arbitrary<List<PolicyCommand>> commands() {
    var policies = Arbitraries.of("a", "b", "c").map(Desk::name);
    var contents =
        Arbitraries.of(Desk.audit(), Desk.block("github.com:443"), Desk.block("pypi.example:443"));
    var scopes =
        Arbitraries.<Scope>of(
                Desk.organization(),
                Desk.repository("app"),
                Desk.repository("lib"),
                Desk.workflow("app", "ci.yml"),
                Desk.cluster("prod"))
            .list()
            .uniqueElements()
            .ofMaxSize(5);
    var keys =
        Arbitraries.of("k", "l")
            .map(name -> new ApiKey(KeyHash.of(name), KeyKind.READ_ONLY, name, null, false));
    var members = Arbitraries.of("ada", "bo").map(name -> new MemberId("https://id.example", name));
    var addresses = Arbitraries.of("ada@acme.example", "bo@acme.example").map(EmailAddress::of);
    var roles = Arbitraries.of(Role.values());
    return Arbitraries.<PolicyCommand>oneOf(
            Combinators.combine(policies, contents).as(CreatePolicy::new),
            Combinators.combine(policies, contents)
                .as((policy, content) -> new UpsertPolicy(policy, content, null, true)),
            policies.map(policy -> new DeletePolicy(policy, null)),
            Combinators.combine(policies, scopes)
                .as((policy, at) -> new AttachPolicy(policy, at, null)),
            Combinators.combine(policies, scopes)
                .as((policy, at) -> new ReplaceAttachments(policy, at, null)),
            Combinators.combine(policies, scopes)
                .as((policy, at) -> new DetachPolicy(policy, at, null)),
            policies.map(policy -> new DetachPolicyEverywhere(policy, null)),
            keys.map(IssueApiKey::new),
            keys.map(key -> new RevokeApiKey(key.id())),
            keys.map(key -> new EndSessions(new SessionHolder.OfKey(key.id()))),
            Combinators.combine(members, roles)
                .as((member, role) -> new GrantRole(member, member.subject(), role)),
            members.map(RevokeRole::new),
            Combinators.combine(addresses, roles).as(InviteMember::new),
            addresses.map(WithdrawInvitation::new),
            Combinators.combine(members, addresses).as(AcceptInvitation::new))
        .list()
        .ofMaxSize(40);
  }

  private static Desk desk(List<PolicyCommand> commands) {
    var desk = Desk.ofAcme();
    commands.forEach(command -> desk.ask(command, true));
    return desk;
  }

  private static MemoryBook fold(MemoryBook book, List<RecordedEvent> events) {
    events.forEach(event -> book.evolve(event, Desk.hash(event)));
    return book;
  }
}
