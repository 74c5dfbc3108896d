package dev.sallyport.service.telemetry;

import dev.sallyport.domain.document.EgressMode;
import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.domain.telemetry.TelemetryEvent.AnsweredPolicy;
import dev.sallyport.service.insight.BlockedBy;
import dev.sallyport.topology.insight.NetworkEvent;
import dev.sallyport.topology.insight.RunJob;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a job called and which policy applied, in Markdown, for the summary that GitHub shows. */
final class JobSummary {
  /** The most rows: what a summary is made of may have 1 MiB in all. */
  static final int MOST_ROWS = 200;

  private final RunJob job;
  private final @Nullable EgressMode served;

  private JobSummary(RunJob job, @Nullable EgressMode served) {
    this.job = job;
    this.served = served;
  }

  /**
   * @param events of the job, in the order of time
   * @param served the mode of the policy that it was served; null if none was
   */
  static String of(RunJob job, List<NetworkEvent> events, @Nullable EgressMode served) {
    return new JobSummary(job, served).markdown(events);
  }

  private record Row(Destination destination, String process, Verdict verdict) {}

  private String markdown(List<NetworkEvent> events) {
    var text = new StringBuilder("## Sallyport\n\n").append(policy()).append("\n\n");
    var rows = rows(events);
    if (rows.isEmpty()) {
      return text.append("No outbound calls were reported.\n").toString();
    }
    text.append("| Destination | Process | Verdict | Policy responsible |\n|---|---|---|---|\n");
    rows.stream().limit(MOST_ROWS).forEach(row -> text.append(line(row)));
    var more = Math.max(0, rows.size() - MOST_ROWS) + job.leftOut();
    if (more > 0) {
      text.append("\nand ").append(more).append(" more\n");
    }
    return text.toString();
  }

  private String policy() {
    var lookup = job.lookup();
    if (lookup == null) {
      return "No lookup: inline policy or none";
    }
    var policy = lookup.policy();
    return policy == null ? "No policy attached" : "Policy " + described(policy);
  }

  private static String described(AnsweredPolicy policy) {
    var scope = policy.scope();
    return "%s, version %d (%s)"
        .formatted(
            Markdown.text(policy.policy().value()),
            policy.version(),
            scope == null ? "asked for by name" : Markdown.text(scope.describe()));
  }

  private static Set<Row> rows(List<NetworkEvent> events) {
    return events.stream()
        .filter(event -> event.verdict().isCall() && !event.others())
        .map(event -> new Row(event.destination(), process(event), event.verdict()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String process(NetworkEvent event) {
    return event.processes().processes().stream().map(ObservedProcess::name).findFirst().orElse("");
  }

  private String line(Row row) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            Markdown.code(row.destination().toString()),
            Markdown.code(row.process()),
            row.verdict().text(),
            responsible(row.verdict()));
  }

  private String responsible(Verdict verdict) {
    var by = BlockedBy.of(verdict, served);
    if (by == null) {
      return "–";
    }
    return switch (by) {
      case GLOBAL_BLOCK_LIST -> "global block list";
      case INLINE_POLICY -> "an inline policy";
      case SERVED_POLICY -> {
        var lookup = job.lookup();
        var policy = lookup == null ? null : lookup.policy();
        yield policy == null
            ? "–"
            : "%s, version %d".formatted(Markdown.text(policy.policy().value()), policy.version());
      }
    };
  }
}
