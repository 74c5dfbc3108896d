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

/** Takes somebody from what they typed to the answer. */
@Singleton
class Questions {
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
    var draft = draft(owner, form);
    var answer =
        answers.answer(owner, draft.policy(), draft.rules(), draft.scopes(), days, cancelled);
    return WhatIfView.of(draft.scopes().stream().map(Scope::describe).toList(), days, answer);
  }

  private static int days(WhatIfForm form) {
    var days = form.days().matches("[0-9]{1,2}") ? Integer.parseInt(form.days()) : 0;
    if (days < 1 || days > WhatIfAnswers.MOST_DAYS) {
      throw malformed("Days are a number from 1 to %d.".formatted(WhatIfAnswers.MOST_DAYS));
    }
    return days;
  }

  private Draft draft(Owner owner, WhatIfForm form) {
    var written = form.yaml().isEmpty() ? null : drafts.yaml(form.yaml()).document().rules();
    var scope =
        form.level().equals(WhatIfForm.STANDING)
            ? null
            : ScopeText.scope(form.level(), form.target());
    if (form.policy().isEmpty()) {
      if (written == null) {
        throw malformed("Name a policy, or write the text of one.");
      }
      if (scope == null) {
        throw malformed("A text alone stands nowhere: choose where it would stand.");
      }
      return new Draft(null, written, List.of(scope));
    }
    var name = PolicyName.of(form.policy());
    var now = reads.owner(owner, book -> PolicyNow.of(book, name)).value();
    var scopes = scope == null ? now.scopes() : List.of(scope);
    if (scopes.isEmpty()) {
      throw malformed("“%s” stands nowhere: choose where it would stand.".formatted(name));
    }
    return new Draft(name, written == null ? now.rules() : written, scopes);
  }

  private static Rejection malformed(String detail) {
    return new Rejection(new Malformed(detail));
  }
}
