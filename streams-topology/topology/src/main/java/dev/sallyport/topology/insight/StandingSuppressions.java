package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.RuleId;
import dev.sallyport.topology.view.PolicyView;
import org.jspecify.annotations.Nullable;

/** The suppression rules as the view knows them. */
public final class StandingSuppressions implements Suppressions {
  private final PolicyView view;

  public StandingSuppressions(PolicyView view) {
    this.view = view;
  }

  @Override
  public @Nullable RuleId suppressing(Detection found) {
    try {
      for (var entry : view.suppressionRules()) {
        if (entry.rule().suppresses(found, entry.removedAt())) {
          return entry.rule().id();
        }
      }
      return null;
    } catch (PolicyView.NotReadable _) {
      return null; // rather told once too often than not at all
    }
  }
}
