package dev.sallyport.domain.advice;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.document.PolicyRules;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two policies allow. Not an order: each can be less strict than the other in its own
 * way. A switch that is not set counts as off, since the job then decides.
 */
public final class Strictness {
  // Of more, an endpoint that only a later wildcard covers counts as one more.
  private static final int MAX_WILDCARDS = 200;

  private Strictness() {}

  /** In which ways {@code to} is less strict than {@code from}; empty if in none. */
  public static Set<Loosening> loosenings(PolicyRules from, PolicyRules to) {
    var found = EnumSet.noneOf(Loosening.class);
    if (from.mode() == EgressMode.BLOCK) {
      if (to.mode() == EgressMode.AUDIT) {
        found.add(Loosening.ONLY_AUDITS);
      } else {
        endpoints(from, to, found);
      }
    }
    if (!active(to.lockdown()).containsAll(active(from.lockdown()))) {
      found.add(Loosening.NO_LOCKDOWN);
    }
    var noContainers = is(from.disableSudoAndContainers());
    if (noContainers && !is(to.disableSudoAndContainers())) {
      found.add(Loosening.ALLOWS_CONTAINERS);
    } else if (is(from.disableSudo())
        && !is(to.disableSudo())
        && !is(to.disableSudoAndContainers())) {
      found.add(Loosening.ALLOWS_SUDO);
    }
    if (!is(from.disableFileMonitoring()) && is(to.disableFileMonitoring())) {
      found.add(Loosening.NO_FILE_MONITORING);
    }
    if (!is(from.disableTelemetry()) && is(to.disableTelemetry())) {
      found.add(Loosening.NO_TELEMETRY);
    }
    return found;
  }

  private static void endpoints(PolicyRules from, PolicyRules to, Set<Loosening> found) {
    var denying = !from.deniedEndpoints().isEmpty();
    if (!denying && !to.deniedEndpoints().isEmpty()) {
      found.add(Loosening.ALLOWS_UNLISTED);
    } else if (!denying && allowsMore(from, to)) {
      found.add(Loosening.ALLOWS_MORE);
    } else if (denying && deniesLess(from, to)) {
      found.add(Loosening.DENIES_LESS);
    }
  }

  private static boolean allowsMore(PolicyRules from, PolicyRules to) {
    var listed = new HashSet<>(from.allowedEndpoints());
    var wildcards =
        from.allowedEndpoints().stream()
            .filter(each -> each.host().isWildcard())
            .limit(MAX_WILDCARDS)
            .toList();
    return !to.allowedEndpoints().stream()
        .allMatch(each ->
            listed.contains(each)
                || wildcards.stream()
                    .anyMatch(wildcard ->
                        wildcard.port() == each.port()
                            && wildcard.host().matches(each.host().text())));
  }

  private static boolean deniesLess(PolicyRules from, PolicyRules to) {
    if (to.deniedEndpoints().isEmpty()) {
      // It allows what it lists and nothing else; of those, some may have been denied.
      var denied = Cover.of(from.deniedEndpoints());
      return to.allowedEndpoints().stream().anyMatch(each -> covered(denied, each.host()));
    }
    var denied = Cover.of(to.deniedEndpoints());
    return !from.deniedEndpoints().stream().allMatch(host -> covered(denied, host));
  }

  private static boolean covered(Cover cover, HostPattern host) {
    return cover.exact().contains(host)
        || cover.wildcards().stream().anyMatch(wildcard -> wildcard.matches(host.text()));
  }

  private record Cover(Set<HostPattern> exact, List<HostPattern> wildcards) {
    static Cover of(List<HostPattern> patterns) {
      return new Cover(
          Set.copyOf(patterns),
          patterns.stream().filter(HostPattern::isWildcard).limit(MAX_WILDCARDS).toList());
    }
  }

  private static Set<?> active(@Nullable Lockdown lockdown) {
    return lockdown == null || !lockdown.enabled() ? Set.of() : Set.copyOf(lockdown.detections());
  }

  private static boolean is(@Nullable Boolean setting) {
    return setting != null && setting;
  }
}
