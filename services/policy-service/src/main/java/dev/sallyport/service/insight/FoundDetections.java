package dev.sallyport.service.insight;

import dev.sallyport.domain.book.BookEntry.SuppressionRuleEntry;
import dev.sallyport.domain.insight.DetectionType;
import dev.sallyport.domain.names.Owner;
import dev.sallyport.domain.names.RepositoryName;
import dev.sallyport.topology.insight.Insights;
import dev.sallyport.topology.insight.Insights.FoundDetection;
import dev.sallyport.topology.view.PolicyView;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds detections by what they are about and by whether somebody still has to look at them. */
@Singleton
public class FoundDetections {
  private static final Comparator<Found> NEWEST_FIRST =
      Comparator.comparing((Found found) -> found.detection().detection().at())
          .thenComparing(found -> found.detection().detection().id().digits())
          .reversed();

  private final Insights insights;
  private final PolicyView view;

  @Inject
  FoundDetections(Insights insights, PolicyView view) {
    this.insights = insights;
    this.view = view;
  }

  /**
   * @param types one of these; nothing is found where there is none
   * @param status null for any
   * @param repository null for any
   * @param limit at most so many, the newest
   */
  public record Query(
      Set<DetectionType> types,
      @Nullable DetectionStatus status,
      @Nullable RepositoryName repository,
      int limit) {
    public Query {
      types = Set.copyOf(types);
    }
  }

  /**
   * @param suppressed whether a rule suppresses it, resolved or not
   */
  public record Found(FoundDetection detection, boolean suppressed) {
    public DetectionStatus status() {
      return detection.resolved() != null
          ? DetectionStatus.RESOLVED
          : suppressed ? DetectionStatus.SUPPRESSED : DetectionStatus.NEW;
    }
  }

  /**
   * @param found newest first
   * @param more whether there are others
   */
  public record Page(List<Found> found, boolean more) {
    public Page {
      found = List.copyOf(found);
    }
  }

  public Page find(Owner owner, Query query) {
    return find(List.of(owner), query);
  }

  /** The newest of several owners. */
  public Page find(Collection<Owner> owners, Query query) {
    if (query.types().isEmpty()) {
      return new Page(List.of(), false);
    }
    var rules = view.suppressionRules();
    var found = new ArrayList<Found>();
    var more = false;
    for (var owner : owners) {
      var page = insights.detections(owner, each -> passes(each, query, rules), query.limit());
      page.detections().forEach(each -> found.add(shown(each, rules)));
      more |= page.more();
      more |= cut(found, query.limit());
    }
    found.sort(NEWEST_FIRST);
    return new Page(found, more);
  }

  /** With its status as of now. */
  public Found shown(FoundDetection detection) {
    return shown(detection, view.suppressionRules());
  }

  private static Found shown(FoundDetection detection, List<SuppressionRuleEntry> rules) {
    return new Found(detection, DetectionStatus.isSuppressed(detection, rules));
  }

  private static boolean cut(List<Found> found, int limit) {
    if (found.size() <= limit) {
      return false;
    }
    found.sort(NEWEST_FIRST);
    found.subList(limit, found.size()).clear();
    return true;
  }

  // What costs least is asked first: of the rules there may be thousands.
  private static boolean passes(
      FoundDetection each, Query query, List<SuppressionRuleEntry> rules) {
    var job = each.detection().job();
    return query.types().contains(each.type())
        && (query.repository() == null || job.repository().repository().equals(query.repository()))
        && (query.status() == null || query.status() == DetectionStatus.of(each, rules));
  }
}
