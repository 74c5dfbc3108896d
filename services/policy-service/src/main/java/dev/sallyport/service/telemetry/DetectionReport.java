package dev.sallyport.service.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.telemetry.ProcessChain;
import dev.sallyport.domain.telemetry.ReportedTime;
import dev.sallyport.service.problem.Rejection;
import dev.sallyport.service.problem.RequestProblem.Malformed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an agent says that it detected. Whatever else it says of the job is not read. */
record DetectionReport(
    DetectionType type, ProcessChain processes, String detail, ReportedTime time) {
  private static final String DETECTION = "detection";
  private static final String DETAIL = "detail";
  private static final String TIME = "timestamp";
  private static final List<String> MEMBERS = List.of(DETECTION, DETAIL, TIME);

  static DetectionReport read(byte @Nullable [] body, Instant received)
      throws JsonProcessingException {
    var report = ReportJson.of(body, MEMBERS);
    return new DetectionReport(
        type(report.required(DETECTION)),
        report.tool(),
        Objects.requireNonNullElse(report.text(DETAIL), ""),
        ReportedTime.of(report.required(TIME), received));
  }

  private static DetectionType type(String named) {
    return DetectionType.named(named)
        .filter(DetectionType::isOfProcess)
        .orElseThrow(() ->
            new Rejection(
                new Malformed(
                    Stream.of(DetectionType.values())
                        .filter(DetectionType::isOfProcess)
                        .map(DetectionType::text)
                        .collect(
                            Collectors.joining(
                                ", ", "The member “" + DETECTION + "” is one of ", ".")))));
  }
}
