package dev.sallyport.service.pages.explain;

import dev.sallyport.service.management.ExplanationJson;
import dev.sallyport.service.management.ExplanationJson.RungJson;
import dev.sallyport.service.management.ScopeJson;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An explanation as the page shows it.
 *
 * @param moment null for now
 * @param policy the one that applies, if any does
 */
public record ExplainedView(
    String summary,
    long asOf,
    @Nullable Moment moment,
    @Nullable PolicyLink policy,
    List<Step> ladder) {

  /** A policy by name, with its version and mode. */
  public record PolicyLink(String name, String path, long version, String mode) {}

  /**
   * A scope of the job.
   *
   * @param place its name; empty for the organization
   * @param policy what stands there, if anything does
   */
  public record Step(
      String level, String place, @Nullable PolicyLink policy, String result, String why) {}

  static ExplainedView of(String owner, ExplanationJson explanation) {
    var at = explanation.at();
    var ladder = explanation.ladder().stream().map(rung -> step(owner, rung)).toList();
    return new ExplainedView(
        explanation.summary(),
        explanation.asOf(),
        at == null ? null : new Moment(at),
        ladder.stream()
            .filter(step -> step.result().equals("applies"))
            .findFirst()
            .map(Step::policy)
            .orElse(null),
        ladder);
  }

  private static Step step(String owner, RungJson rung) {
    var name = rung.policyName();
    var version = rung.version();
    var mode = rung.egressPolicy();
    return new Step(
        rung.scope().level(),
        place(rung.scope()),
        name == null || version == null
            ? null
            : new PolicyLink(name, Links.policy(owner, name), version, mode == null ? "" : mode),
        rung.result(),
        rung.why());
  }

  private static String place(ScopeJson scope) {
    if (scope.cluster() != null) {
      return scope.cluster();
    }
    if (scope.repository() == null) {
      return "";
    }
    return scope.workflow() == null
        ? scope.repository()
        : scope.repository() + "/" + scope.workflow();
  }
}
