package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;
import dev.sallyport.domain.command.PolicyCommand;
import dev.sallyport.domain.command.PolicyCommand.CreatePolicy;
import dev.sallyport.domain.command.PolicyCommand.UpdatePolicy;
import dev.sallyport.domain.document.EndpointImport;
import dev.sallyport.domain.history.LineDiff;
import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.service.management.ChangeRequests;
import dev.sallyport.service.management.PolicyDrafts;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.pages.baseline.PolicyEndpoints;
import dev.sallyport.service.pages.baseline.ScopeQuery;
import dev.sallyport.service.pages.edit.EditorForm.Verb;
import dev.sallyport.service.pages.edit.EditorView.Conflict;
import dev.sallyport.service.pages.edit.EditorView.Importing;
import dev.sallyport.service.pages.history.ChangeView.Most;
import dev.sallyport.service.pages.history.DiffView;
import dev.sallyport.service.problem.Problem;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.insight.Insights;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an author from what the form sent to what is shown next, or to a saved policy. */
@Singleton
class Editing {
  private static final String NEW_POLICY =
      """
      egress-policy: audit
      allowed-endpoints: >
      """;

  private final Reads reads;
  private final PolicyDrafts drafts;
  private final ChangeRequests changes;

  private final Insights insights;

  @Inject
  Editing(Reads reads, PolicyDrafts drafts, ChangeRequests changes, Insights insights) {
    this.insights = insights;
    this.reads = reads;
    this.drafts = drafts;
    this.changes = changes;
  }

  /** What became of a form. */
  sealed interface Next {}

  record Show(EditorView view) implements Next {}

  /**
   * @param path of the policy, encoded
   */
  record Saved(String path, String words) implements Next {}

  /** A policy as it is saved now. */
  private record Standing(PolicyEntry entry, String text, boolean attached) {}

  private record Refusals(String name, String other) {
    static final Refusals NONE = new Refusals("", "");
  }

  /**
   * A new policy.
   *
   * @param from the baseline whose endpoints it begins with, if it names one
   */
  EditorView blank(Owner owner, ScopeQuery from) {
    var text = from.none() ? NEW_POLICY : of(from.scope(owner));
    var form = EditorForm.of("", text, 0);
    return view(owner, null, form, draft(text), Refusals.NONE, null).from(owner, from);
  }

  private String of(BaselineScope scope) {
    return PolicyEndpoints.of(insights.baseline(scope, null)).policy(ScopeQuery.describe(scope));
  }

  EditorView existing(Owner owner, String name) {
    var now = reads.owner(owner, book -> PolicyNow.of(book, PolicyName.of(name))).value();
    var standing = new Standing(now.entry(), now.text(), !now.scopes().isEmpty());
    var form = EditorForm.of(name, now.text(), now.entry().version());
    return view(owner, standing, form, draft(now.text()), Refusals.NONE, null);
  }

  /**
   * Goes on with a new policy.
   *
   * @param from the baseline that it began with, if it names one
   */
  Next create(ContainerRequestContext request, Owner owner, EditorForm form, ScopeQuery from) {
    var draft = Draft.of(form);
    if (form.step().verb() != Verb.SAVE) {
      return new Show(
          view(owner, null, form, draft, Refusals.NONE, importing(form, draft)).from(owner, from));
    }
    try {
      var policy = PolicyName.of(form.name());
      var content = drafts.yaml(draft.yaml()).content();
      changes.submit(request, owner, new CreatePolicy(policy, content), null);
      return new Saved(
          Links.policy(owner.name(), policy.value()), "“%s” was created.".formatted(policy));
    } catch (Rejection rejected) {
      return new Show(
          view(owner, null, form, draft, refusals(rejected.problem()), null).from(owner, from));
    } catch (InvalidName invalid) {
      var refusals = new Refusals(String.valueOf(invalid.getMessage()), "");
      return new Show(view(owner, null, form, draft, refusals, null).from(owner, from));
    }
  }

  Next update(ContainerRequestContext request, Owner owner, String name, EditorForm sent) {
    var policy = PolicyName.of(name);
    var standing = standing(owner, policy);
    if (standing == null) {
      var gone = new Refusals("", "Somebody deleted this policy. Add Policy makes it anew.");
      return new Show(view(owner, null, sent.named(name), Draft.of(sent), gone, null));
    }
    var form = sent.named(name).choosing(standing.text(), standing.entry().version());
    var draft = asWritten(Draft.of(form), standing);
    if (form.step().verb() != Verb.SAVE || form.version() != standing.entry().version()) {
      return new Show(view(owner, standing, form, draft, Refusals.NONE, importing(form, draft)));
    }
    try {
      var content = drafts.yaml(draft.yaml()).content();
      PolicyCommand command = new UpdatePolicy(policy, content, standing.entry().revision(), null);
      var done = changes.submit(request, owner, command, null).done();
      var words = done.changed() ? "“%s” was updated." : "“%s” was so already.";
      return new Saved(Links.policy(owner.name(), policy.value()), words.formatted(policy));
    } catch (Rejection rejected) {
      var now = standing(owner, policy);
      return new Show(view(owner, now, form, draft, refusals(rejected.problem()), null));
    }
  }

  private @Nullable Standing standing(Owner owner, PolicyName policy) {
    return reads
        .owner(
            owner,
            book -> {
              var entry = book.livePolicy(policy);
              var text = book.text(policy);
              return entry == null || text == null
                  ? Optional.<Standing>empty()
                  : Optional.of(new Standing(entry, text, !book.placements(policy).isEmpty()));
            })
        .value()
        .orElse(null);
  }

  private static Draft draft(String yaml) {
    return new Draft(yaml, "", "", "", "");
  }

  // Line ends are the author's, which the browser did not send.
  private static Draft asWritten(Draft draft, Standing standing) {
    var text = standing.text();
    if (!text.contains("\r\n")) {
      return draft;
    }
    var yaml =
        draft.yaml().equals(text.replace("\r\n", "\n")) ? text : draft.yaml().replace("\n", "\r\n");
    return new Draft(
        yaml, draft.endpointRefused(), draft.endpoint(), draft.settingRefused(), draft.imported());
  }

  private static @Nullable Importing importing(EditorForm form, Draft draft) {
    if (form.step().verb() != Verb.SHOW_IMPORT || form.imported().isBlank()) {
      return null;
    }
    var found = EndpointImport.read(form.imported());
    var fresh = draft.fresh(found);
    return new Importing(
        fresh, found.endpoints().size() - fresh.size(), Meaning.remarks(found.problems()));
  }

  private static Refusals refusals(Problem problem) {
    return switch (problem.type()) {
      case NAME_TAKEN, INVALID_NAME -> new Refusals(problem.detail(), "");
      case STALE_REVISION -> new Refusals("", "");
      case UNREADABLE_POLICY -> new Refusals("", "Correct what is wrong in the YAML: see below.");
      default -> new Refusals("", problem.detail());
    };
  }

  private EditorView view(
      Owner owner,
      @Nullable Standing standing,
      EditorForm form,
      Draft draft,
      Refusals refusals,
      @Nullable Importing importing) {
    var path =
        standing == null ? Links.policies(owner.name()) : Links.policy(owner.name(), form.name());
    return new EditorView(
        form.step().verb() != Verb.OPEN,
        standing == null ? null : form.name(),
        standing != null && standing.attached(),
        form.name(),
        form.version(),
        path,
        standing == null ? path + "/new" : path + "/edit",
        standing == null ? null : path + "/endpoints",
        draft,
        Meaning.of(draft.yaml(), drafts),
        refusals.name(),
        refusals.other(),
        conflict(standing, form, draft),
        importing,
        form.kept());
  }

  private static @Nullable Conflict conflict(
      @Nullable Standing standing, EditorForm form, Draft draft) {
    if (standing == null || standing.entry().version() == form.version()) {
      return null;
    }
    var entry = standing.entry();
    return new Conflict(
        entry.changedBy().name(),
        new Moment(entry.changedAt()),
        entry.version(),
        DiffView.of(LineDiff.of(standing.text(), draft.yaml()), Most.OF_ONE.rows()));
  }
}
