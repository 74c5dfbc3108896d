package dev.sallyport.service.problem;

import dev.sallyport.domain.document.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One error as it is answered.
 *
 * @param detail what happened and what to do, for the reader; never an exception's text
 * @param findings what is wrong with a document; else empty
 * @param commandId of the change that it is about
 * @param incidentId under which the log tells more
 * @param currentRevision what {@code If-Match} would have to say
 * @param retryAfter seconds
 */
public record Problem(
    ProblemType type,
    String detail,
    List<Finding> findings,
    @Nullable String commandId,
    @Nullable String incidentId,
    @Nullable Long currentRevision,
    @Nullable Integer retryAfter) {

  public Problem {
    findings = List.copyOf(findings);
  }

  static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, List.of(), null, null, null, null);
  }

  Problem withFindings(List<Finding> listed) {
    return new Problem(type, detail, listed, commandId, incidentId, currentRevision, retryAfter);
  }

  /** The same, naming the command that it is about. */
  public Problem ofCommand(String id) {
    return new Problem(type, detail, findings, id, incidentId, currentRevision, retryAfter);
  }

  Problem ofIncident(String id) {
    return new Problem(type, detail, findings, commandId, id, currentRevision, retryAfter);
  }

  Problem withCurrentRevision(long revision) {
    return new Problem(type, detail, findings, commandId, incidentId, revision, retryAfter);
  }

  Problem retriedAfter(int seconds) {
    return new Problem(type, detail, findings, commandId, incidentId, currentRevision, seconds);
  }
}
