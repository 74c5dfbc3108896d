package dev.sallyport.service.pages.policies;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.service.management.PolicyNow;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.Moment;
import dev.sallyport.service.runner.RunnerPolicyJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it is shown.
 *
 * @param path of its pages
 * @param served what a runner gets, as JSON
 * @param step of a workflow that uses it by name
 * @param lockdown whether it stops jobs on detections, so that an exemption makes sense
 */
public record PolicyView(
    String name,
    String path,
    String store,
    EgressMode mode,
    int endpoints,
    String text,
    String served,
    String step,
    List<String> scopes,
    boolean lockdown,
    long version,
    String who,
    Moment when) {

  static PolicyView of(Owner owner, PolicyNow now) {
    var entry = now.entry();
    var name = entry.policy().value();
    var rules = now.rules();
    return new PolicyView(
        name,
        Links.policy(owner.name(), name),
        Links.policies(owner.name()),
        rules.mode(),
        rules.allowedEndpoints().size() + rules.deniedEndpoints().size(),
        now.text(),
        RunnerPolicyJson.indented(owner, entry),
        WorkflowStep.using(entry.policy()),
        now.scopes().stream().map(Scope::describe).toList(),
        locksDown(rules.lockdown()),
        entry.version(),
        entry.changedBy().name(),
        new Moment(entry.changedAt()));
  }

  private static boolean locksDown(@Nullable Lockdown lockdown) {
    return lockdown != null && lockdown.enabled();
  }
}
