package dev.sallyport.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe-core has to say about a page as it is shown now. */
final class Accessibility {
  private Accessibility() {}

  /** A line for each element at fault: the rule, the element, what to mend. */
  static List<String> violations(Page page) {
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
