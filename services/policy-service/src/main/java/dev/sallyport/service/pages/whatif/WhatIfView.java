package dev.sallyport.service.pages.whatif;

import dev.sallyport.service.insight.WhatIfAnswers.Answer;
import dev.sallyport.service.insight.WhatIfAnswers.Changed;
import dev.sallyport.service.insight.WhatIfAnswers.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the page shows it.
 *
 * @param scopes where the draft would stand
 * @param from the first day that was looked at
 * @param calls of the jobs that the draft would apply to, and
 * @param jobs how many these are
 */
record WhatIfView(
    List<String> scopes,
    String from,
    long calls,
    int jobs,
    Part wouldBeBlocked,
    Part newlyAllowed) {
  /**
   * Calls of one kind.
   *
   * @param calls of all rows, shown or not
   * @param already how many of them the policy that applies today decides like that, too
   * @param total how many rows there are
   */
  record Part(List<Line> lines, long calls, long already, int total) {
    static Part of(Changed changed, int shown) {
      return new Part(
          changed.rows().stream().limit(shown).map(Line::of).toList(),
          changed.calls(),
          changed.already(),
          changed.total());
    }

    public int more() {
      return Math.max(0, total - lines.size());
    }
  }

  /**
   * @param already whether the policy that applies today decides as the draft does
   */
  record Line(
      String endpoint,
      String repository,
      @Nullable String workflow,
      @Nullable String job,
      @Nullable String cluster,
      long calls,
      String lastDay,
      boolean already) {
    static Line of(Row row) {
      var caller = row.caller();
      return new Line(
          row.destination().toString(),
          caller.repository().repository().name(),
          caller.workflow() == null ? null : caller.workflow().name(),
          caller.job() == null ? null : caller.job().name(),
          caller.cluster() == null ? null : caller.cluster().name(),
          row.calls(),
          row.lastDay().toString(),
          row.already());
    }
  }

  /**
   * @param shown the most lines of each kind
   */
  static WhatIfView of(List<String> scopes, Answer answer, int shown) {
    return new WhatIfView(
        scopes,
        answer.from().toString(),
        answer.calls(),
        answer.jobs(),
        Part.of(answer.wouldBeBlocked(), shown),
        Part.of(answer.newlyAllowed(), shown));
  }

  public boolean changes() {
    return wouldBeBlocked.total() > 0 || newlyAllowed.total() > 0;
  }
}
