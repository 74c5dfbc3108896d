package dev.sallyport.domain.insight;

import dev.sallyport.domain.telemetry.Claim;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.MonitoredJob;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one report of an agent says: which program of a job called what, and what became of it.
 *
 * @param claim of whoever reports it; null where that was not recorded
 * @param at by the agent's clock, or when it was received if that cannot be right
 * @param address that it went to, or that the name resolved to; null if unknown, and for what was
 *     led to the sinkhole
 * @param processes innermost first; none if unknown
 * @param reason of the global block list's entry, if that is why it was blocked
 * @param received by the clock of the instance that took the report
 */
public record Observation(
    MonitoredJob job,
    @Nullable Claim claim,
    Instant at,
    Destination destination,
    @Nullable IpAddress address,
    ProcessChain processes,
    Verdict verdict,
    @Nullable String reason,
    Instant received) {
  /**
   * Where the open-source agent leads the names that it blocks (step-security/agent {@code
   * dnsproxy.go}). What goes there was blocked, whatever else the report says.
   */
  public static final IpAddress SINKHOLE = new IpAddress("54.185.253.63");

  private static final ProcessChain UNKNOWN = new ProcessChain(List.of(), false);

  /** A name that was blocked, or only asked for. */
  public static Observation of(NameResolved report) {
    var blocked = report.address().equals(SINKHOLE);
    return new Observation(
        report.job(),
        report.claim(),
        report.time().at(),
        Destination.of(report.domain(), null, null),
        blocked ? null : report.address(),
        UNKNOWN,
        blocked || report.block().matched() ? blocked(report.block()) : Verdict.RESOLVED,
        report.block().reason(),
        report.received());
  }

  /**
   * A connection. Null for what the firewall drops on the way to the sinkhole: it bears no name,
   * and the name was reported when it was blocked.
   */
  public static @Nullable Observation of(ConnectionSeen report) {
    var sunk = SINKHOLE.equals(report.address());
    if (sunk && report.domain() == null) {
      return null;
    }
    var blocked = sunk || report.dropped() || report.block().matched();
    return new Observation(
        report.job(),
        report.claim(),
        report.time().at(),
        Destination.of(report.domain(), report.address(), report.port()),
        sunk ? null : report.address(),
        known(report.processes()),
        blocked ? blocked(report.block()) : Verdict.ALLOWED,
        report.block().reason(),
        report.received());
  }

  private static Verdict blocked(GlobalBlock block) {
    return block.matched() ? Verdict.GLOBALLY_BLOCKED : Verdict.BLOCKED;
  }

  // The firewall does not know who called, and says so in words.
  private static ProcessChain known(ProcessChain chain) {
    var told =
        chain.processes().stream()
            .anyMatch(each -> !each.name().isEmpty() && !each.name().equals("Unknown"));
    return told ? chain : UNKNOWN;
  }
}
