package dev.sallyport.domain.insight;

import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands out in what a job did.
 *
 * @param at when it happened first, by the agent's clock
 * @param destination what was called; null where it is about a process
 * @param address that it went to, if that is known
 * @param processes that did it, innermost first; none if unknown
 * @param policy the one that the job was served; null if none is known
 * @param globally whether the global block list is why a call was blocked
 * @param action what was answered to whoever reported it; null where nobody asked
 */
public record Detection(
    DetectionId id,
    DetectionType type,
    DetectedJob job,
    Instant at,
    @Nullable Destination destination,
    @Nullable IpAddress address,
    ProcessChain processes,
    @Nullable AnsweredPolicy policy,
    boolean globally,
    @Nullable LockdownAction action) {
  /** The same, now that the global block list is known to be why the call was blocked. */
  public Detection byGlobalBlockList() {
    return new Detection(id, type, job, at, destination, address, processes, policy, true, action);
  }
}
