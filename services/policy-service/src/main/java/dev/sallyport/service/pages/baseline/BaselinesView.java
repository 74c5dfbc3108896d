package dev.sallyport.service.pages.baseline;

import dev.sallyport.service.pages.Address;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.PageNumber;
import dev.sallyport.service.pages.PageNumber.Pager;
import dev.sallyport.topology.insight.Stability;
import java.util.List;
import java.util.Locale;

/**
 * What an organization has baselines of.
 *
 * @param any whether any job told anything
 */
public record BaselinesView(String path, String search, boolean any, List<Row> rows, Pager pager) {
  private static final int ROWS = 50;

  public BaselinesView {
    rows = List.copyOf(rows);
  }

  /** A baseline in a line. */
  public record Row(String of, String path, StabilityView stability) {}

  static BaselinesView of(String owner, List<Stability> all, String search, PageNumber page) {
    var path = Links.baseline(owner);
    var part = search.toLowerCase(Locale.ROOT);
    var found =
        all.stream()
            .filter(
                each -> ScopeQuery.describe(each.scope()).toLowerCase(Locale.ROOT).contains(part))
            .toList();
    return new BaselinesView(
        path,
        search,
        all.stream().anyMatch(each -> each.runs() > 0),
        page.of(found, ROWS).stream().map(each -> row(path, each)).toList(),
        page.pager(Address.of(path).with("search", search), ROWS, found.size()));
  }

  private static Row row(String path, Stability stability) {
    var scope = stability.scope();
    return new Row(
        ScopeQuery.describe(scope),
        ScopeQuery.of(scope).at(path).toString(),
        StabilityView.of(stability));
  }
}
