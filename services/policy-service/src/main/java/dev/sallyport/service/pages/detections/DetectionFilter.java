package dev.sallyport.service.pages.detections;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.Detection;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.telemetry.ObservedProcess;
import dev.sallyport.service.insight.DetectionStatus;
import dev.sallyport.service.pages.Links;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which detections are to be shown, as the address says. What is no type or status filters nothing:
 * a mistyped link shows a page.
 *
 * @param status new if empty, so that what was seen to is out of the way; or {@code all}
 * @param search part of a destination, a program, a workflow, a job or a run
 * @param rule the id of a suppression rule; then of any status if none is named
 */
public record DetectionFilter(
    @QueryParam("type") @DefaultValue("") String type,
    @QueryParam("status") @DefaultValue("") String status,
    @QueryParam("repository") @DefaultValue("") String repository,
    @QueryParam("search") @DefaultValue("") String search,
    @QueryParam("rule") @DefaultValue("") String rule) {
  private static final String ALL = "all";

  public DetectionFilter {
    repository = repository.strip();
    search = search.strip();
    if (status.isEmpty()) {
      status = rule.isEmpty() ? DetectionStatus.NEW.text() : ALL;
    }
  }

  /** All types there are. */
  public List<String> types() {
    return Stream.of(DetectionType.values()).map(DetectionType::text).toList();
  }

  /** All that can be chosen in place of a status. */
  public List<String> statuses() {
    return Stream.concat(
            Stream.of(DetectionStatus.values()).map(DetectionStatus::text), Stream.of(ALL))
        .toList();
  }

  /** Whether anything but the status narrows the list. */
  public boolean any() {
    return !(type + repository + search + rule).isEmpty();
  }

  /** The same filters as all that an address asks for. */
  public String query() {
    return query(status);
  }

  /** The same filters under another status. */
  public String query(String other) {
    return "?status="
        + Links.segment(other)
        + parameter("type", type)
        + parameter("repository", repository)
        + parameter("search", search)
        + parameter("rule", rule);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + Links.segment(value);
  }

  /**
   * What passes: what is quickly told apart first, since rules are asked for each that is left.
   *
   * @param rules of the tenant, those removed lately included
   */
  Predicate<FoundDetection> passing(List<SuppressionRuleEntry> rules) {
    var wantedType = DetectionType.named(type).orElse(null);
    var wantedStatus = DetectionStatus.named(status).orElse(null);
    var part = search.toLowerCase(Locale.ROOT);
    var wantedRule =
        rules.stream().filter(entry -> entry.rule().id().digits().equals(rule)).toList();
    return found ->
        (wantedType == null || found.type() == wantedType)
            && (repository.isEmpty() || isOf(found.detection(), repository))
            && (part.isEmpty() || holds(found.detection(), part))
            && (rule.isEmpty() || DetectionStatus.isSuppressed(found, wantedRule))
            && (wantedStatus == null || DetectionStatus.of(found, rules) == wantedStatus);
  }

  private static boolean isOf(Detection detection, String repository) {
    var full = detection.job().repository();
    return full.repository().name().equalsIgnoreCase(repository)
        || full.toString().equalsIgnoreCase(repository);
  }

  private static boolean holds(Detection detection, String part) {
    var job = detection.job();
    return Stream.concat(
            Stream.<@Nullable Object>of(
                detection.destination(),
                detection.address() == null ? null : detection.address().text(),
                job.workflow(),
                job.name(),
                job.run(),
                job.cluster()),
            detection.processes().processes().stream().map(ObservedProcess::name))
        .filter(Objects::nonNull)
        .anyMatch(text -> text.toString().toLowerCase(Locale.ROOT).contains(part));
  }
}
