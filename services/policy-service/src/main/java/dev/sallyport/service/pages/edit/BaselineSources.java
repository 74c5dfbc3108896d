package dev.sallyport.service.pages.edit;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.service.pages.baseline.PolicyEndpoints;
import dev.sallyport.service.pages.baseline.ScopeQuery;
import dev.sallyport.service.pages.edit.EditorForm.Verb;
import dev.sallyport.service.pages.edit.SourcesView.Choice;
import dev.sallyport.service.pages.edit.SourcesView.Group;
import dev.sallyport.service.pages.edit.SourcesView.Option;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.InsightsUnavailable;
import dev.sallyport.topology.insight.Stability;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The baselines that endpoints can be imported from. Policies are edited without them, too: where
 * they cannot be asked, the page says so and is there all the same.
 */
@Singleton
class BaselineSources {
  // More makes a list that nobody can choose from.
  private static final int MOST_OFFERED = 500;
  // Below the number of fields that a form may send.
  private static final int MOST_SHOWN = 500;

  private final Insights insights;

  @Inject
  BaselineSources(Insights insights) {
    this.insights = insights;
  }

  /** After a form was sent. */
  SourcesView of(Owner owner, EditorForm form, Draft draft) {
    var asked = form.step().verb() == Verb.SHOW_BASELINE;
    if (!asked && form.baseline().isEmpty()) {
      return SourcesView.UNASKED;
    }
    try {
      return offer(
          owner,
          form.baseline(),
          asked && !form.baseline().isEmpty() ? choice(owner, form.baseline(), draft) : null,
          asked);
    } catch (InsightsUnavailable unavailable) {
      return SourcesView.refused(String.valueOf(unavailable.getMessage()));
    } catch (InvalidName invalid) {
      return SourcesView.refused(String.valueOf(invalid.getMessage()));
    } catch (Rejection rejected) {
      return SourcesView.refused(rejected.problem().detail());
    }
  }

  private Choice choice(Owner owner, String baseline, Draft draft) {
    var scope = ScopeQuery.read(baseline).scope(owner);
    var found = PolicyEndpoints.of(insights.baseline(scope, null));
    var fresh = draft.unlisted(found.found());
    var shown = fresh.subList(0, Math.min(fresh.size(), MOST_SHOWN));
    return new Choice(
        shown,
        fresh.size() - shown.size(),
        found.found().size() - fresh.size(),
        found.leftOut().size());
  }

  private SourcesView offer(Owner owner, String chosen, @Nullable Choice choice, boolean open) {
    var all = insights.baselines(owner).stream().filter(each -> each.runs() > 0).toList();
    return new SourcesView(
        true,
        groups(all.subList(0, Math.min(all.size(), MOST_OFFERED)), chosen),
        all.size() > MOST_OFFERED,
        choice,
        "",
        open);
  }

  private static List<Group> groups(List<Stability> offered, String chosen) {
    var groups = new LinkedHashMap<String, List<Option>>();
    for (var each : offered) {
      var text = ScopeQuery.of(each.scope()).text();
      groups
          .computeIfAbsent(label(each.scope()), _ -> new ArrayList<>())
          .add(new Option(text, ScopeQuery.describe(each.scope()), text.equals(chosen)));
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  private static String label(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization _ -> "Organization";
      case BaselineScope.OfCluster _ -> "ARC clusters";
      case BaselineScope.OfRepository _ -> "Repositories";
      case BaselineScope.OfWorkflow _, BaselineScope.OfJob _ -> "Workflows and jobs";
    };
  }
}
