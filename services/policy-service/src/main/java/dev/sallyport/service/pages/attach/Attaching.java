package dev.sallyport.service.pages.attach;

import dev.sallyport.domain.command.PolicyCommand.DetachPolicyEverywhere;
import dev.sallyport.domain.command.PolicyCommand.ReplaceAttachments;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.AttachmentPlans;
import dev.sallyport.service.management.AttachmentPlans.Asked;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.management.ScopeLists;
import dev.sallyport.service.pages.KnownNames;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.attach.AttachView.Row;
import dev.sallyport.service.pages.attach.AttachView.Warning;
import dev.sallyport.service.problem.ProblemType;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes somebody from the scopes that they chose to what would change, and then to the change. */
@Singleton
class Attaching {
  private final Reads reads;
  private final AttachmentPlans plans;

  @Inject
  Attaching(Reads reads, AttachmentPlans plans) {
    this.reads = reads;
    this.plans = plans;
  }

  /** What became of a form. */
  sealed interface Next {}

  record Show(AttachView view) implements Next {}

  /**
   * @param path of the policy, encoded
   */
  record Changed(String path, String words) implements Next {}

  /** The policy, and what stands at the scopes that are asked about. */
  private record Now(PolicyNow policy, Map<Scope, String> others, KnownNames known) {}

  /** What is asked for, and what was wrong with it. */
  private record Choice(
      Set<Scope> chosen, Set<Scope> offered, String level, String target, String targetRefused) {}

  AttachView open(ContainerRequestContext request, Owner owner, String name) {
    var policy = PolicyName.of(name);
    var before = reads.owner(owner, book -> PolicyNow.of(book, policy)).value().scopes();
    var chosen = new LinkedHashSet<>(before);
    return view(request, owner, policy, new Choice(chosen, Set.of(), "", "", ""), "");
  }

  Next take(ContainerRequestContext request, Owner owner, String name, AttachFields sent) {
    var policy = PolicyName.of(name);
    var choice = choice(sent);
    var chosen = List.copyOf(choice.chosen());
    if (!"confirm".equals(sent.step)) {
      return new Show(view(request, owner, policy, choice, ""));
    }
    var shown = new LinkedHashSet<>(ScopeText.all(orEmpty(sent.shown)));
    if (!shown.equals(choice.chosen())) {
      return new Show(
          view(request, owner, policy, choice, "Look at what changes first, then confirm."));
    }
    try {
      var revision = revision(sent.revision);
      var command =
          chosen.isEmpty()
              ? new DetachPolicyEverywhere(policy, revision)
              : new ReplaceAttachments(policy, ScopeLists.within(chosen), revision);
      var carried = plans.carryOut(request, new Asked(owner, policy, command), null);
      return new Changed(
          Links.policy(owner.name(), policy.value()), words(policy, carried.after()));
    } catch (Rejection rejected) {
      var problem = rejected.problem();
      var words =
          problem.type() == ProblemType.STALE_REVISION
              ? "Somebody changed this policy meanwhile: look at what changes now, then confirm."
              : problem.detail();
      return new Show(view(request, owner, policy, choice, words));
    }
  }

  private static String words(PolicyName policy, List<Scope> after) {
    return switch (after.size()) {
      case 0 -> "“%s” is attached nowhere now.".formatted(policy);
      case 1 -> "“%s” is attached to the %s.".formatted(policy, after.getFirst().describe());
      default -> "“%s” is attached at %d scopes.".formatted(policy, after.size());
    };
  }

  private static Choice choice(AttachFields sent) {
    Set<Scope> chosen = new LinkedHashSet<>(ScopeText.all(orEmpty(sent.scopes)));
    Set<Scope> offered = new LinkedHashSet<>(ScopeText.all(orEmpty(sent.offered)));
    if (!"add".equals(sent.step)) {
      return new Choice(chosen, offered, "", "", "");
    }
    var level = Objects.requireNonNullElse(sent.level, "");
    var target = Objects.requireNonNullElse(sent.target, "").strip();
    try {
      chosen.add(ScopeText.scope(level, target));
      return new Choice(chosen, offered, level, "", "");
    } catch (Rejection rejected) {
      return new Choice(chosen, offered, level, target, rejected.problem().detail());
    } catch (InvalidName invalid) {
      return new Choice(chosen, offered, level, target, String.valueOf(invalid.getMessage()));
    }
  }

  // No policy has the revision 0: what was not sent by our page counts as outdated.
  private static Long revision(@Nullable String sent) {
    return sent != null && sent.matches("[0-9]{1,18}") ? Long.parseLong(sent) : 0L;
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }

  private AttachView view(
      ContainerRequestContext request,
      Owner owner,
      PolicyName policy,
      Choice choice,
      String refused) {
    var now = now(owner, policy, choice);
    var before = now.policy().scopes();
    Set<Scope> listed = new LinkedHashSet<>(before);
    listed.addAll(choice.chosen());
    listed.addAll(choice.offered());
    var rows =
        listed.stream()
            .map(scope ->
                new Row(
                    scope.describe(),
                    choice.chosen().contains(scope),
                    now.others().getOrDefault(scope, ""),
                    change(before.contains(scope), choice.chosen().contains(scope))))
            .toList();
    var after = List.copyOf(choice.chosen());
    var changes = !choice.chosen().equals(new LinkedHashSet<>(before));
    var warnings = List.<Warning>of();
    var why = refused;
    if (changes) {
      try {
        var asked =
            new Asked(
                owner, policy, new ReplaceAttachments(policy, ScopeLists.within(after), null));
        warnings =
            plans.plan(Caller.of(request), asked).value().advice().stream()
                .map(Warning::of)
                .toList();
      } catch (Rejection rejected) {
        why = rejected.problem().detail();
        changes = false;
      }
    }
    return new AttachView(
        policy.value(),
        Links.policy(owner.name(), policy.value()),
        now.policy().entry().revision(),
        rows,
        choice.level(),
        choice.target(),
        choice.targetRefused(),
        why,
        action(before, after),
        changes,
        warnings,
        now.known());
  }

  private static String change(boolean before, boolean after) {
    return before == after ? "" : after ? "added" : "removed";
  }

  private static String action(List<Scope> before, List<Scope> after) {
    if (before.isEmpty()) {
      return "Attach policy";
    }
    return !before.equals(after) && before.containsAll(after)
        ? "Detach policy"
        : "Modify attachment";
  }

  private Now now(Owner owner, PolicyName policy, Choice choice) {
    return reads
        .owner(
            owner,
            book -> {
              var others = new HashMap<Scope, String>();
              for (var scope : choice.chosen()) {
                var standing = book.at(scope);
                if (standing != null && !standing.policy().equals(policy)) {
                  others.put(scope, standing.policy().value());
                }
              }
              return new Now(PolicyNow.of(book, policy), others, KnownNames.of(book));
            })
        .value();
  }
}
