package dev.sallyport.service.pages.baseline;

import dev.sallyport.domain.insight.BaselineScope;
import dev.sallyport.service.pages.Links;
import dev.sallyport.service.pages.PageNumber;
import dev.sallyport.service.pages.PageNumber.Pager;
import dev.sallyport.topology.insight.Baseline;
import java.util.List;

/**
 * A page of a baseline.
 *
 * @param of what it is of, in words
 * @param baselines the address of them all
 * @param query of the scope, for the form of the search
 * @param kept whether it is kept where each endpoint was called
 * @param total how many endpoints there are, under this search
 * @param create the address of a new policy that begins with them
 */
public record BaselineView(
    String of,
    String baselines,
    String here,
    ScopeQuery query,
    String search,
    StabilityView stability,
    boolean kept,
    int total,
    List<EndpointRow> rows,
    Pager pager,
    String create,
    String export) {
  static final int ROWS = 500;

  public BaselineView {
    rows = List.copyOf(rows);
  }

  static BaselineView of(BaselineScope scope, Baseline baseline, String search, PageNumber page) {
    var owner = scope.owner().name();
    var path = Links.baseline(owner);
    var query = ScopeQuery.of(scope);
    var here = query.at(path);
    var all = baseline.endpoints();
    return new BaselineView(
        ScopeQuery.describe(scope),
        path,
        here.toString(),
        query,
        search,
        StabilityView.of(baseline.stability()),
        keepsWhere(scope),
        all.size(),
        page.of(all, ROWS).stream().map(each -> EndpointRow.of(owner, each)).toList(),
        page.pager(here.with("search", search), ROWS, all.size()),
        query.at(Links.policies(owner) + "/new").toString(),
        query.at(path + "/endpoints").toString());
  }

  private static boolean keepsWhere(BaselineScope scope) {
    return switch (scope) {
      case BaselineScope.OfOrganization _,
          BaselineScope.OfRepository _,
          BaselineScope.OfCluster _ ->
          true;
      case BaselineScope.OfWorkflow _, BaselineScope.OfJob _ -> false;
    };
  }
}
