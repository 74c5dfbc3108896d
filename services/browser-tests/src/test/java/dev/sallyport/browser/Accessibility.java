package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core has to say about a page as it is shown now. */
final class Accessibility {
  private Accessibility() {}

  static void check(Page page) {
    assertThat(violations(page)).isEmpty();
  }

  /** A line for each element at fault: the rule, the element, what to mend. */
  private static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .analyze().getViolations().stream()
            .flatMap(rule ->
                rule.getNodes().stream()
                    .map(node ->
                        "%s: %s (%s)"
                            .formatted(rule.getId(), node.getHtml(), node.getFailureSummary())))
            .toList();
  }
}
