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
    int days,
    String from,
    long calls,
    int jobs,
    Part wouldBeBlocked,
    Part newlyAllowed) {
  private static final int SHOWN = 500;

  /**
   * Calls of one kind.
   *
   * @param calls of all rows, shown or not
   * @param total how many rows there are
   */
  record Part(List<Line> lines, long calls, int total) {
    static Part of(Changed changed) {
      return new Part(
          changed.rows().stream().limit(SHOWN).map(Line::of).toList(),
          changed.calls(),
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

  static WhatIfView of(List<String> scopes, int days, Answer answer) {
    return new WhatIfView(
        scopes,
        days,
        answer.from().toString(),
        answer.calls(),
        answer.jobs(),
        Part.of(answer.wouldBeBlocked()),
        Part.of(answer.newlyAllowed()));
  }
}
