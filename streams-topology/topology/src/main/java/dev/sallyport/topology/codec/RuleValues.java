package dev.sallyport.topology.codec;

import dev.sallyport.domain.document.Detection;
import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.document.Endpoint;
import dev.sallyport.domain.document.HostPattern;
import dev.sallyport.domain.document.Lockdown;
import dev.sallyport.domain.document.PolicyRules;
import dev.sallyport.domain.event.PolicyContent;
import org.jspecify.annotations.Nullable;

/** What policies say. */
final class RuleValues {
  private RuleValues() {}

  static dev.sallyport.events.PolicyContent encode(PolicyContent content) {
    return new dev.sallyport.events.PolicyContent(content.text(), encode(content.rules()));
  }

  static PolicyContent decode(dev.sallyport.events.PolicyContent content) {
    return new PolicyContent(content.getText(), decode(content.getRules()));
  }

  static dev.sallyport.events.PolicyRules encode(PolicyRules rules) {
    return new dev.sallyport.events.PolicyRules(
        encode(rules.mode()),
        rules.allowedEndpoints().stream().map(Endpoint::toString).toList(),
        rules.deniedEndpoints().stream().map(HostPattern::text).toList(),
        rules.disableSudo(),
        rules.disableSudoAndContainers(),
        rules.disableFileMonitoring(),
        rules.disableTelemetry(),
        encode(rules.lockdown()));
  }

  static PolicyRules decode(dev.sallyport.events.PolicyRules rules) {
    return new PolicyRules(
        decode(rules.getMode()),
        rules.getAllowedEndpoints().stream().map(RuleValues::endpoint).toList(),
        rules.getDeniedEndpoints().stream().map(HostPattern::new).toList(),
        rules.getDisableSudo(),
        rules.getDisableSudoAndContainers(),
        rules.getDisableFileMonitoring(),
        rules.getDisableTelemetry(),
        decode(rules.getLockdown()));
  }

  /**
   * Stored endpoints are canonical: what anybody may write has been read once and is not read
   * again.
   */
  private static Endpoint endpoint(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("an endpoint without its port: " + text);
    }
    return new Endpoint(
        new HostPattern(text.substring(0, colon)),
        Integer.parseInt(text, colon + 1, text.length(), 10));
  }

  private static dev.sallyport.events.@Nullable Lockdown encode(@Nullable Lockdown lockdown) {
    return lockdown == null
        ? null
        : new dev.sallyport.events.Lockdown(
            lockdown.enabled(), lockdown.detections().stream().map(RuleValues::encode).toList());
  }

  private static @Nullable Lockdown decode(dev.sallyport.events.@Nullable Lockdown lockdown) {
    return lockdown == null
        ? null
        : new Lockdown(
            lockdown.getEnabled(),
            lockdown.getDetections().stream().map(RuleValues::decode).toList());
  }

  private static dev.sallyport.events.EgressMode encode(EgressMode mode) {
    return switch (mode) {
      case AUDIT -> dev.sallyport.events.EgressMode.AUDIT;
      case BLOCK -> dev.sallyport.events.EgressMode.BLOCK;
    };
  }

  private static EgressMode decode(dev.sallyport.events.EgressMode mode) {
    return switch (mode) {
      case AUDIT -> EgressMode.AUDIT;
      case BLOCK -> EgressMode.BLOCK;
      case UNKNOWN -> throw new IllegalArgumentException("a mode that a newer version knows");
    };
  }

  private static dev.sallyport.events.Detection encode(Detection detection) {
    return switch (detection) {
      case PRIVILEGED_CONTAINER -> dev.sallyport.events.Detection.PRIVILEGED_CONTAINER;
      case RUNNER_WORKER_MEMORY_READ -> dev.sallyport.events.Detection.RUNNER_WORKER_MEMORY_READ;
      case REVERSE_SHELL -> dev.sallyport.events.Detection.REVERSE_SHELL;
    };
  }

  private static Detection decode(dev.sallyport.events.Detection detection) {
    return switch (detection) {
      case PRIVILEGED_CONTAINER -> Detection.PRIVILEGED_CONTAINER;
      case RUNNER_WORKER_MEMORY_READ -> Detection.RUNNER_WORKER_MEMORY_READ;
      case REVERSE_SHELL -> Detection.REVERSE_SHELL;
      case UNKNOWN -> throw new IllegalArgumentException("a detection that a newer version knows");
    };
  }
}
