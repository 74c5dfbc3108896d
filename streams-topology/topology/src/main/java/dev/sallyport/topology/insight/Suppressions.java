package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.RuleId;
import org.jspecify.annotations.Nullable;

/** Knows the suppression rules that stand. */
@FunctionalInterface
public interface Suppressions {
  /** The rule that holds for a detection; null if none does, or none is known at the moment. */
  @Nullable RuleId suppressing(Detection found);
}
