package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.ProcessChain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call of a job.
 *
 * @param at by the agent's clock
 * @param processes that made it, innermost first; none if unknown
 * @param reason of the global block list's entry
 * @param others whether somebody else reports it who asked for the job, too: then nobody believes
 *     it
 */
public record NetworkEvent(
    Instant at,
    Destination destination,
    @Nullable IpAddress address,
    ProcessChain processes,
    Verdict verdict,
    @Nullable String reason,
    boolean others) {}
