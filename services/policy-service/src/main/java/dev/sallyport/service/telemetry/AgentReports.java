package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.telemetry.DomainName;
import dev.sallyport.domain.telemetry.GlobalBlock;
import dev.sallyport.domain.telemetry.IpAddress;
import dev.sallyport.domain.telemetry.ObservedPort;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.domain.telemetry.TelemetryEvent.ConnectionSeen;
import dev.sallyport.domain.telemetry.TelemetryEvent.NameResolved;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import dev.sallyport.service.telemetry.JobKeys.Reporter;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the open-source agent sends (step-security/agent {@code apiclient.go}). */
final class AgentReports {
  private static final String ADDRESS = "ipAddress";
  private static final String DOMAIN = "domainName";
  private static final String PORT = "port";
  private static final String TIME = "timestamp";
  private static final String STATUS = "status";
  private static final String MATCHED = "matched_policy";
  private static final String REASON = "reason";
  private static final List<String> OF_NAME = List.of(DOMAIN, ADDRESS, TIME, MATCHED, REASON);
  private static final List<String> OF_CONNECTION =
      List.of(ADDRESS, PORT, DOMAIN, TIME, STATUS, MATCHED, REASON);

  private AgentReports() {}

  static NameResolved name(byte @Nullable [] body, Reporter by, Instant received)
      throws JsonProcessingException {
    var report = ReportJson.of(body, OF_NAME);
    return new NameResolved(
        by.job(),
        by.claim(),
        DomainName.of(report.required(DOMAIN)),
        new IpAddress(report.required(ADDRESS)),
        ReportedTime.of(report.required(TIME), received),
        block(report),
        received);
  }

  static ConnectionSeen connection(byte @Nullable [] body, Reporter by, Instant received)
      throws JsonProcessingException {
    var report = ReportJson.of(body, OF_CONNECTION);
    var address = map(report.text(ADDRESS), IpAddress::new);
    var domain = map(report.text(DOMAIN), DomainName::of);
    if (address == null && domain == null) {
      throw new Rejection(
          new Malformed("One of the members “%s” and “%s” is needed.".formatted(ADDRESS, DOMAIN)));
    }
    return new ConnectionSeen(
        by.job(),
        by.claim(),
        address,
        map(report.text(PORT), ObservedPort::of),
        domain,
        ReportedTime.of(report.required(TIME), received),
        report.tool(),
        "Dropped".equalsIgnoreCase(report.text(STATUS)),
        block(report),
        received);
  }

  private static GlobalBlock block(ReportJson report) {
    return new GlobalBlock("GLOBAL_BLOCKLIST".equals(report.text(MATCHED)), report.text(REASON));
  }

  private static <R> @Nullable R map(@Nullable String text, Function<String, R> read) {
    return text == null ? null : read.apply(text);
  }
}
