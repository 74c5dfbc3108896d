package dev.sallyport.domain.advice;

import static java.util.stream.Collectors.joining;

import dev.sallyport.domain.book.BookEntry.PlacementEntry;
import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warnings about a planned change of a policy's attachments. Clusters apart: a policy at a
 * workflow, repository or organization also goes before any cluster's, which is not said here.
 */
public final class AttachmentAdvice {
  /** The most pieces of advice, and the most policies that are compared, for one change. */
  public static final int MAX = 50;

  private static final int NAMED_SCOPES = 3;

  private final PolicyBook book;
  private final PolicyName policy;
  private final PolicyRules rules;
  private final Set<Scope> before = new LinkedHashSet<>();
  private final Set<Scope> after;
  private final Map<Subject, List<Scope>> found = new LinkedHashMap<>();
  private final Map<PolicyName, Boolean> looser = new HashMap<>();

  private record Subject(Advice.Kind kind, @Nullable PolicyName other) {}

  private AttachmentAdvice(
      PolicyBook book, PolicyEntry entry, PolicyRules rules, Set<Scope> after) {
    this.book = book;
    this.policy = entry.policy();
    this.rules = rules;
    this.after = after;
    book.placements(policy).stream().map(PlacementEntry::scope).forEach(before::add);
  }

  /**
   * What to know before {@code policy} stands at exactly the scopes {@code after}; at most {@value
   * #MAX} pieces. Nothing of a policy that there is not.
   */
  public static List<Advice> on(PolicyBook book, PolicyName policy, List<Scope> after) {
    var entry = book.livePolicy(policy);
    var rules = entry == null ? null : entry.rules();
    return entry == null || rules == null
        ? List.of()
        : new AttachmentAdvice(book, entry, rules, new LinkedHashSet<>(after)).advice();
  }

  private List<Advice> advice() {
    for (var scope : after) {
      if (!before.contains(scope)) {
        onTaking(scope);
      }
    }
    for (var scope : before) {
      if (!after.contains(scope)) {
        onLeaving(scope);
      }
    }
    return found.entrySet().stream()
        .limit(MAX)
        .map(each -> {
          var subject = each.getKey();
          return new Advice(
              subject.kind(), each.getValue(), subject.other(), message(subject, each.getValue()));
        })
        .toList();
  }

  private void onTaking(Scope scope) {
    var displaced = standing(scope);
    if (displaced != null) {
      note(
          looser(displaced) ? Advice.Kind.DISPLACES_STRICTER : Advice.Kind.DISPLACES,
          displaced,
          scope);
    } else {
      var wider = wider(scope);
      if (wider != null && looser(wider)) {
        note(Advice.Kind.SHADOWS_STRICTER, wider, scope);
      }
    }
    if (rules.mode() == EgressMode.AUDIT) {
      note(Advice.Kind.AUDITS_OVER_INLINE, null, scope);
    }
  }

  private void onLeaving(Scope scope) {
    var next = wider(scope);
    if (next == null) {
      note(Advice.Kind.LEAVES_NONE, null, scope);
    } else if (!next.policy().equals(policy)
        && !Strictness.loosenings(rules, rulesOf(next)).isEmpty()) {
      note(Advice.Kind.LEAVES_LESS_STRICT, next, scope);
    }
  }

  private void note(Advice.Kind kind, @Nullable PolicyEntry other, Scope scope) {
    var name = other == null ? null : other.policy();
    found.computeIfAbsent(new Subject(kind, name), _ -> new ArrayList<>()).add(scope);
  }

  /** The policy that another one stands in for now. */
  private @Nullable PolicyEntry standing(Scope scope) {
    var standing = book.at(scope);
    return standing == null || standing.policy().equals(policy)
        ? null
        : book.livePolicy(standing.policy());
  }

  /** What applies below this scope once the change is made; the organization's is the last. */
  private @Nullable PolicyEntry wider(Scope scope) {
    for (var each : widerScopes(scope)) {
      if (after.contains(each)) {
        return book.livePolicy(policy);
      }
      var standing = standing(each);
      if (standing != null) {
        return standing;
      }
    }
    return null;
  }

  private static List<Scope> widerScopes(Scope scope) {
    return switch (scope) {
      case Scope.Workflow(var repository, _) ->
          List.of(new Scope.Repository(repository), new Scope.Organization());
      case Scope.Repository _ -> List.of(new Scope.Organization());
      case Scope.Organization _, Scope.Cluster _ -> List.of();
    };
  }

  /** Whether the policy is less strict than another; told of the first {@value #MAX} others. */
  private boolean looser(PolicyEntry than) {
    if (looser.size() >= MAX && !looser.containsKey(than.policy())) {
      return false;
    }
    return looser.computeIfAbsent(
        than.policy(), _ -> !Strictness.loosenings(rulesOf(than), rules).isEmpty());
  }

  private static PolicyRules rulesOf(PolicyEntry live) {
    return Objects.requireNonNull(live.rules(), "rules of a live policy");
  }

  private String message(Subject subject, List<Scope> scopes) {
    var at = named(scopes);
    var other = subject.other() == null ? null : book.livePolicy(subject.other());
    if (other == null) {
      return switch (subject.kind()) {
        case LEAVES_NONE ->
            ("No policy will apply at %s. Jobs that use the policy store will then only audit, even"
                    + " where their workflow file says block: attach another policy there first.")
                .formatted(at);
        case AUDITS_OVER_INLINE ->
            ("%s audits, and its mode replaces the one in workflow files: jobs at %s that block now"
                    + " will only audit. Set egress-policy: block in it once its endpoints are"
                    + " known.")
                .formatted(policy, at);
        case DISPLACES, DISPLACES_STRICTER, SHADOWS_STRICTER, LEAVES_LESS_STRICT ->
            throw new IllegalStateException(subject.kind() + " is about another policy");
      };
    }
    var name = other.policy();
    return switch (subject.kind()) {
      case DISPLACES ->
          "%s replaces %s at %s, %s. Attach %s somewhere else if it should go on."
              .formatted(policy, name, at, rest(other, scopes), name);
      case DISPLACES_STRICTER ->
          ("%s replaces %s at %s, %s, and is less strict: it %s. Copy what is missing into it, or"
                  + " attach it to fewer scopes.")
              .formatted(policy, name, at, rest(other, scopes), words(rulesOf(other), rules));
      case SHADOWS_STRICTER ->
          ("At %s, %s will apply instead of the whole of %s, which is stricter: it %s. Nothing is"
                  + " merged: copy what is missing into it.")
              .formatted(at, policy, name, words(rulesOf(other), rules));
      case LEAVES_LESS_STRICT ->
          ("At %s, %s will apply from now on, which is less strict: it %s. Attach a policy of their"
                  + " own if that is not meant.")
              .formatted(at, name, words(rules, rulesOf(other)));
      case LEAVES_NONE, AUDITS_OVER_INLINE ->
          throw new IllegalStateException(subject.kind() + " is about no other policy");
    };
  }

  private static String rest(PolicyEntry displaced, List<Scope> lost) {
    var left = displaced.scopes() - lost.size();
    return left <= 0
        ? "which then stands nowhere"
        : "which then stands at %d other scope%s".formatted(left, left == 1 ? "" : "s");
  }

  private static String words(PolicyRules from, PolicyRules to) {
    return Strictness.loosenings(from, to).stream()
        .map(Loosening::words)
        .collect(joining(", and it "));
  }

  private static String named(List<Scope> scopes) {
    var named = scopes.stream().limit(NAMED_SCOPES).map(Scope::describe).collect(joining(", "));
    var more = scopes.size() - NAMED_SCOPES;
    return more <= 0 ? named : "%s and %d more".formatted(named, more);
  }
}
