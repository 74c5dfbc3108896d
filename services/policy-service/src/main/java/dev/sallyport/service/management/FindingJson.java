package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.document.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that a policy's author should know.
 *
 * @param severity {@code problem}: the policy cannot be saved so; or {@code warning}
 * @param code stable, such as {@code bad-port}
 * @param line counted from 1; left out where {@code member} is given
 * @param column counted from 1 in code points
 * @param member of the JSON, such as {@code allowed_endpoints[3]}
 * @param message says what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Finding")
public record FindingJson(
    String severity,
    String code,
    @Nullable Integer line,
    @Nullable Integer column,
    @Nullable String member,
    String message) {
  static FindingJson of(Finding finding) {
    var placed = finding.line() > 0 && finding.member() == null;
    return new FindingJson(
        switch (finding.severity()) {
          case WARNING -> "warning";
          case PROBLEM -> "problem";
        },
        finding.code().id(),
        placed ? finding.line() : null,
        placed ? finding.column() : null,
        finding.member(),
        finding.message());
  }

  static List<FindingJson> of(List<Finding> findings) {
    return findings.stream().map(FindingJson::of).toList();
  }
}
