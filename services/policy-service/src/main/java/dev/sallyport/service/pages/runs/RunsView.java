package dev.sallyport.service.pages.runs;

import dev.sallyport.service.pages.PageNumber.Pager;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of workflow runs, newest first.
 *
 * @param all the address of the runs of all repositories
 * @param repository the one whose runs these are; null of all
 * @param asked what was typed as the repository
 * @param repositories some to suggest
 * @param mistake why what was typed is none
 */
public record RunsView(
    String all,
    @Nullable String repository,
    String asked,
    List<String> repositories,
    List<RunRow> rows,
    Pager pager,
    @Nullable String mistake) {
  public RunsView {
    repositories = List.copyOf(repositories);
    rows = List.copyOf(rows);
  }
}
