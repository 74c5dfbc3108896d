package dev.sallyport.service.pages.whatif;

import dev.sallyport.service.insight.WhatIfAnswers;
import org.jspecify.annotations.Nullable;

/**
 * A question as it was typed.
 *
 * @param policy one that is there; empty for a text alone
 * @param yaml the text that it would have; empty for what it says now
 * @param level of the scope where it would stand; {@value #STANDING} for where it stands now
 * @param target the scope's name; empty for the organization
 */
record WhatIfForm(String policy, String yaml, String level, String target, String days) {
  /** In place of a level. */
  static final String STANDING = "standing";

  static WhatIfForm about(@Nullable String policy) {
    var name = stripped(policy);
    return new WhatIfForm(name, "", STANDING, "", Integer.toString(WhatIfAnswers.DEFAULT_DAYS));
  }

  static WhatIfForm sent(WhatIfFields sent) {
    var level = stripped(sent.level);
    return new WhatIfForm(
        stripped(sent.policy),
        sent.yaml == null || sent.yaml.isBlank() ? "" : sent.yaml,
        level.isEmpty() ? STANDING : level,
        stripped(sent.target),
        stripped(sent.days));
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }

  public int mostDays() {
    return WhatIfAnswers.MOST_DAYS;
  }
}
