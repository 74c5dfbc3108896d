package dev.sallyport.service.pages.whatif;

import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.insight.WhatIfAnswers;
import dev.sallyport.service.management.PolicyDrafts;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.management.Reads;
import dev.sallyport.service.pages.attach.ScopeText;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes somebody from what they typed, or are about to save, to the answer. */
@Singleton
class Questions {
  // A browser is slow with more, and nobody reads them.
  private static final int SHOWN = 500;
  private static final int SHOWN_IN_PASSING = 20;

  private final WhatIfAnswers answers;
  private final PolicyDrafts drafts;
  private final Reads reads;

  @Inject
  Questions(WhatIfAnswers answers, PolicyDrafts drafts, Reads reads) {
    this.answers = answers;
    this.drafts = drafts;
    this.reads = reads;
  }

  private record Draft(@Nullable PolicyName policy, PolicyRules rules, List<Scope> scopes) {}

  /** Throws a rejection, or says that a name is invalid, where it cannot be asked like this. */
  WhatIfView answer(Owner owner, WhatIfForm form, BooleanSupplier cancelled) {
    var days = days(form);
    var yaml = form.yaml().isEmpty() ? null : form.yaml();
    var scopes =
        form.level().equals(WhatIfForm.STANDING)
            ? List.<Scope>of()
            : List.of(ScopeText.scope(form.level(), form.target()));
    return answer(owner, draft(owner, form.policy(), yaml, scopes), days, SHOWN, cancelled);
  }

  /** As above, of a policy whose text or scopes are about to change. */
  WhatIfView preview(Owner owner, PreviewFields sent, BooleanSupplier cancelled) {
    var policy = sent.policy == null ? "" : sent.policy;
    var scopes = sent.scopes == null ? List.<Scope>of() : ScopeText.all(sent.scopes);
    var draft = draft(owner, policy, sent.yaml, scopes);
    return answer(owner, draft, WhatIfAnswers.DEFAULT_DAYS, SHOWN_IN_PASSING, cancelled);
  }

  private WhatIfView answer(
      Owner owner, Draft draft, int days, int shown, BooleanSupplier cancelled) {
    var answer =
        answers.answer(owner, draft.policy(), draft.rules(), draft.scopes(), days, cancelled);
    return WhatIfView.of(draft.scopes().stream().map(Scope::describe).toList(), answer, shown);
  }

  private static int days(WhatIfForm form) {
    var days = form.days().matches("[0-9]{1,2}") ? Integer.parseInt(form.days()) : 0;
    if (days < 1 || days > WhatIfAnswers.MOST_DAYS) {
      throw malformed("Days are a number from 1 to %d.".formatted(WhatIfAnswers.MOST_DAYS));
    }
    return days;
  }

  /**
   * @param yaml null for what the policy says now
   * @param chosen where it would stand; none for where it stands now
   */
  private Draft draft(Owner owner, String policy, @Nullable String yaml, List<Scope> chosen) {
    var written = yaml == null ? null : drafts.yaml(yaml).document().rules();
    if (policy.isEmpty()) {
      if (written == null) {
        throw malformed("Name a policy, or write the text of one.");
      }
      if (chosen.isEmpty()) {
        throw malformed("A text alone stands nowhere: choose where it would stand.");
      }
      return new Draft(null, written, chosen);
    }
    var name = PolicyName.of(policy);
    var now = reads.owner(owner, book -> PolicyNow.of(book, name)).value();
    var scopes = chosen.isEmpty() ? now.scopes() : chosen;
    if (scopes.isEmpty()) {
      throw malformed("“%s” stands nowhere: choose where it would stand.".formatted(name));
    }
    return new Draft(name, written == null ? now.rules() : written, scopes);
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
