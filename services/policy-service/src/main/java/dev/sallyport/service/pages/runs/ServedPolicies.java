package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.pages.Links;
import dev.sallyport.topology.history.History;
import dev.sallyport.topology.history.HistoryUnavailable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what jobs were served in the history of policies. */
@Singleton
class ServedPolicies {
  private final History history;

  @Inject
  ServedPolicies(History history) {
    this.history = history;
  }

  /** For one page: hundreds of jobs of a run are served one version. */
  Function<AnsweredPolicy, ServedPolicy> of(Owner owner) {
    Map<AnsweredPolicy, ServedPolicy> found = new HashMap<>();
    return answered -> found.computeIfAbsent(answered, each -> find(owner, each));
  }

  private ServedPolicy find(Owner owner, AnsweredPolicy answered) {
    var name = answered.policy().value();
    var scope = answered.scope();
    var path = Links.policy(owner.name(), name) + "/history";
    var version = version(owner, answered);
    return new ServedPolicy(
        name,
        answered.version(),
        scope == null ? "asked for by name" : scope.describe(),
        version == null ? path : path + "/" + version.sequence(),
        version == null ? null : version.content().rules().mode());
  }

  // What jobs called is worth showing while the history of policies is still being read.
  private History.@Nullable Version version(Owner owner, AnsweredPolicy answered) {
    try {
      return history.version(owner, answered.policy(), answered.version());
    } catch (HistoryUnavailable _) {
      return null;
    }
  }
}
