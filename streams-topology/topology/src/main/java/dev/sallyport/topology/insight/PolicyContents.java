package dev.sallyport.topology.insight;

import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.PolicyName;
import org.jspecify.annotations.Nullable;

/** Knows what a policy said in each of its versions. */
@FunctionalInterface
public interface PolicyContents {
  /** Null if that cannot be told at the moment, or never was. */
  @Nullable PolicyRules rules(Owner owner, PolicyName policy, long version);
}
