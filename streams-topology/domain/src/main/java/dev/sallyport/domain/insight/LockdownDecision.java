package dev.sallyport.domain.insight;

import dev.sallyport.domain.book.PolicyBook;
import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.names.Job;
import dev.sallyport.domain.names.Scope;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was detected in a process of a job ends the job.
 *
 * @param policy that decided; null if none applies
 */
public record LockdownDecision(LockdownAction action, @Nullable AnsweredPolicy policy) {
  private record Standing(AnsweredPolicy policy, boolean stops) {}

  /**
   * By the one policy that applies to the job: one without lockdown at a more specific scope
   * exempts it.
   *
   * @param proven whether a runner key or a verified job reports it: nobody else ends a job
   */
  public static LockdownDecision ofKnown(
      PolicyBook book, Job job, DetectionType detected, boolean proven) {
    var standing = standing(book, job.scopes(), detected);
    return decide(standing.subList(0, Math.min(1, standing.size())), proven);
  }

  /**
   * By the strictest policy of the repository, the organization and the cluster, where no record
   * tells which workflow the job is of: whatever its workflow is exempted from, it may not be of
   * that workflow.
   *
   * @param job whose workflow does not count
   * @param proven as above
   */
  public static LockdownDecision ofUnknown(
      PolicyBook book, Job job, DetectionType detected, boolean proven) {
    var above = new Job(job.owner(), job.repository(), null, job.cluster());
    return decide(standing(book, above.scopes(), detected), proven);
  }

  private static LockdownDecision decide(List<Standing> standing, boolean proven) {
    for (var each : standing) {
      if (each.stops()) {
        return new LockdownDecision(
            proven ? LockdownAction.TERMINATE : LockdownAction.RECORD, each.policy());
      }
    }
    return new LockdownDecision(
        LockdownAction.RECORD, standing.isEmpty() ? null : standing.getFirst().policy());
  }

  private static List<Standing> standing(
      PolicyBook book, List<Scope> scopes, DetectionType detected) {
    var standing = new ArrayList<Standing>(scopes.size());
    for (var scope : scopes) {
      var entry = book.at(scope);
      var policy = entry == null ? null : book.livePolicy(entry.policy());
      var rules = policy == null ? null : policy.rules();
      if (policy != null && rules != null) {
        standing.add(
            new Standing(
                new AnsweredPolicy(policy.policy(), policy.version(), policy.revision(), scope),
                stops(rules.lockdown(), detected)));
      }
    }
    return standing;
  }

  private static boolean stops(@Nullable Lockdown lockdown, DetectionType detected) {
    return lockdown != null
        && lockdown.enabled()
        && lockdown.detections().stream().anyMatch(each -> type(each) == detected);
  }

  private static DetectionType type(Detection listed) {
    return switch (listed) {
      case PRIVILEGED_CONTAINER -> DetectionType.PRIVILEGED_CONTAINER;
      case RUNNER_WORKER_MEMORY_READ -> DetectionType.RUNNER_WORKER_MEMORY_READ;
      case REVERSE_SHELL -> DetectionType.REVERSE_SHELL;
    };
  }
}
