package dev.sallyport.domain.insight;

import java.util.Optional;
import java.util.stream.Stream;

/** What can stand out in what a job does. */
public enum DetectionType {
  /** A call was blocked, by the policy of the job or by the global block list. */
  DOMAIN_BLOCKED("Domain-Blocked"),
  /** A call to an endpoint that the stable baseline does not hold. */
  NEW_OUTBOUND_NETWORK_CALL("New-Outbound-Network-Call"),
  /** A call got through that the policy served to the job would have blocked. */
  POLICY_NOT_ENFORCED_AS_SERVED("Policy-Not-Enforced-As-Served"),
  PRIVILEGED_CONTAINER("Privileged-Container"),
  REVERSE_SHELL("Reverse-Shell"),
  RUNNER_WORKER_MEMORY_READ("Runner-Worker-Memory-Read");

  private final String text;

  DetectionType(String text) {
    this.text = text;
  }

  /** The name that clients use, such as {@code Domain-Blocked}. */
  public String text() {
    return text;
  }

  /** The type of exactly this name. */
  public static Optional<DetectionType> named(String text) {
    return Stream.of(values()).filter(type -> type.text.equals(text)).findFirst();
  }

  /** Whether it is about a process, as lockdown's are, and not about a call. */
  public boolean isOfProcess() {
    return switch (this) {
      case PRIVILEGED_CONTAINER, REVERSE_SHELL, RUNNER_WORKER_MEMORY_READ -> true;
      case DOMAIN_BLOCKED, NEW_OUTBOUND_NETWORK_CALL, POLICY_NOT_ENFORCED_AS_SERVED -> false;
    };
  }
}
