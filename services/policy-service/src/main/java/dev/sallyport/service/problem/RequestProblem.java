package dev.sallyport.service.problem;

import dev.sallyport.domain.document.Finding;
import dev.sallyport.domain.event.CommandId;
import dev.sallyport.domain.insight.DetectionId;
import dev.sallyport.domain.names.InvalidName;
import dev.sallyport.domain.telemetry.RunId;
import java.util.List;

/** What is wrong with a request, or with answering it, before any rule was asked. */
public sealed interface RequestProblem {
  record BadName(InvalidName cause) implements RequestProblem {}

  /**
   * @param detail names the parameter, header or member and what it may be
   */
  record Malformed(String detail) implements RequestProblem {}

  record UnknownMember(String member, List<String> known) implements RequestProblem {
    public UnknownMember {
      known = List.copyOf(known);
    }
  }

  record UnreadablePolicy(List<Finding> findings) implements RequestProblem {
    public UnreadablePolicy {
      findings = List.copyOf(findings);
    }
  }

  record UnreadableBlockList(List<Finding> findings) implements RequestProblem {
    public UnreadableBlockList {
      findings = List.copyOf(findings);
    }
  }

  record UnknownSeverityAction() implements RequestProblem {}

  record MissingCredential() implements RequestProblem {}

  /**
   * @param detail why, as far as the holder may know; never the credential
   */
  record WrongCredential(String detail) implements RequestProblem {}

  record Forbidden(String detail) implements RequestProblem {}

  record NoSuchResource() implements RequestProblem {}

  record NoPolicyAttached() implements RequestProblem {}

  record NotOffered(String detail) implements RequestProblem {}

  record UnknownTenant(String customer) implements RequestProblem {}

  record UnknownVersion(long version) implements RequestProblem {}

  record UnknownEvent(long sequence) implements RequestProblem {}

  record UnknownRun(RunId run) implements RequestProblem {}

  record UnknownJob() implements RequestProblem {}

  record UnknownDetection(DetectionId detection) implements RequestProblem {}

  /** Something that takes a setting of the operator's that is not set. */
  record NotSetUp(String detail) implements RequestProblem {
    public static NotSetUp noMail() {
      return new NotSetUp(
          "This installation sends no mail: its operator has to set"
              + " SALLYPORT_SINKS_MAIL_HOST and SALLYPORT_SINKS_MAIL_FROM.");
    }
  }

  record MonitoredElsewhere() implements RequestProblem {}

  /**
   * @param retryAfter seconds
   */
  record TooManyRequests(String detail, int retryAfter) implements RequestProblem {}

  record MethodNotAllowed() implements RequestProblem {}

  record NotAcceptable() implements RequestProblem {}

  /**
   * @param allowed bytes
   */
  record BodyTooLarge(long allowed) implements RequestProblem {
    /** What any operation takes; some take less. */
    public static final long MOST = 1L << 20;
  }

  record UnsupportedMediaType() implements RequestProblem {}

  /**
   * @param retryAfter seconds
   */
  record Unavailable(String reason, int retryAfter) implements RequestProblem {}

  record NotInTime(CommandId command) implements RequestProblem {}

  /**
   * @param incident under which the log tells the cause
   */
  record Unexpected(String incident) implements RequestProblem {}
}
