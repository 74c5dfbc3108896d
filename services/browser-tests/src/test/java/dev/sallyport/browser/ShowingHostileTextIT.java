package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody writes is shown, never run, and never shown as something else. */
@ExtendWith(InABrowser.class)
class ShowingHostileTextIT {
  private static final String OWNER = "hostile";
  private static final String DELETED = "<img src=x onerror=alert(9)>\u202Egone";
  private static final List<String> NAMES =
      List.of(
          "<img src=x onerror=alert(1)>",
          "\"><svg onload=alert(1)>",
          "' onfocus='alert(1)' autofocus='",
          "<script>window.taken = 1; alert(1)",
          "javascript:alert(1)",
          "{frame.csrf} {#if true} {{7*7}} ${7*7}",
          "&lt;b&gt; &quot;",
          "..;%2e%2e?x=1#y&z=%00",
          "invoice\u202Efdp.exe",
          "\u0645\u0631\u062D\u0628\u0627 abc",
          "W".repeat(128));

  private static final String YAML =
      """
      # <script>window.taken = 1; alert(1)</script>
      # </textarea></pre></script><script>window.taken = 2; alert(2)</script><img src=x onerror="alert(3)">
      # ]]> --> {frame.owner} {{7*7}} ${7*7} &lt;script&gt; \u202Etxt.exe\u202C \u2066isolated
      # %s
      egress-policy: block
      allowed-endpoints: >
        api.github.com:443
      lockdown-mode:
        enabled: true
      """
          .formatted("long".repeat(16 * 1024));

  // Not within the editor, which draws with such elements itself.
  private static final String MARKUP =
      """
      main :is(script, style, img, svg, iframe, object, [style], [onload], [onerror], [onfocus], [autofocus]):not(.cm-editor *)\
      """;

  private static final String TURNED_AROUND =
      """
      () => {
        const turns = /[\\u202A-\\u202E\\u2066-\\u2069]/;
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        while (texts.nextNode()) {
          const text = texts.currentNode;
          if (turns.test(text.data) && !text.parentElement.closest('textarea')) found.push(text.data.slice(0, 80));
        }
        return found;
      }
      """;

  @BeforeAll
  static void fill(Stage stage) {
    var api = stage.api();
    for (var name : Stream.concat(NAMES.stream(), Stream.of(DELETED)).toList()) {
      api.save(OWNER, name, YAML.replace("github", "example"));
      api.save(OWNER, name, YAML);
      api.attachToRepository(OWNER, name, "motion-planner");
    }
    api.delete(OWNER, DELETED);
    api.attachToRepository(OWNER, "invoice\u202Efdp.exe", "motion-planner");
  }

  static List<String> names() {
    return NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void is_text_on_the_pages_of_a_policy(String name, Stage stage) {
    var paths =
        Stream.of(PageOfOurs.values())
            .filter(page -> page.shows("policy"))
            .map(page -> page.path(OWNER, name));
    var exemption = PageOfOurs.VIEW_POLICY.path(OWNER, name) + "/exemption";
    look(stage, Stream.concat(paths, Stream.of(exemption)));
  }

  @Test
  void is_text_on_the_pages_of_the_organization(Stage stage) {
    look(
        stage,
        Stream.of(PageOfOurs.values())
            .filter(page -> page.shows("owner") && !page.shows("policy"))
            .map(page -> page.path(OWNER, "")));
  }

  @ParameterizedTest
  @EnumSource(names = {"VIEW_POLICY", "EDIT_POLICY", "HISTORY", "COMPARE_VERSIONS", "AS_OF"})
  void is_named_where_it_turns_text_around(PageOfOurs subject, Stage stage) {
    try (var visit = stage.admin()) {
      var page = visit.open(subject.path(OWNER, "invoice\u202Efdp.exe"));
      var named = page.locator(".control-character");

      assertThat(named.allTextContents()).contains("U+202E", "U+202C", "U+2066");
      PlaywrightAssertions.assertThat(page.locator("h1 .control-character").or(named).first())
          .isVisible();
    }
  }

  @Test
  void is_text_where_it_was_deleted(Stage stage) {
    look(
        stage,
        Stream.of(PageOfOurs.VIEW_POLICY, PageOfOurs.HISTORY, PageOfOurs.RESTORE_VERSION)
            .map(page -> page.path(OWNER, DELETED)));
  }

  @Test
  void is_text_in_the_log(Stage stage) {
    var log = PageOfOurs.AUDIT_LOG.path(OWNER, "");
    var name = NAMES.getFirst();
    var history = PageOfOurs.HISTORY.path(OWNER, name);
    look(
        stage,
        Stream.concat(
            IntStream.rangeClosed(2, 12).mapToObj(event -> log + "/" + event),
            IntStream.rangeClosed(2, 4).mapToObj(event -> history + "/" + event)));
  }

  private static void look(Stage stage, Stream<String> paths) {
    var wrong = new ArrayList<String>();
    try (var visit = stage.admin(new View(360, 800, View.DESK.scheme()))) {
      paths.forEach(path -> {
        var page = visit.open(path);
        page.waitForLoadState();
        expect(wrong, path, "ran", page.evaluate("window.taken ?? null") == null);
        expect(wrong, path, "has markup", page.locator(MARKUP).count() == 0);
        expect(wrong, path, "turns text around", page.evaluate(TURNED_AROUND).equals(List.of()));
        expect(
            wrong,
            path,
            "is too wide",
            page.evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE).equals(0));
        expect(wrong, path, "complains of " + visit.faults(), visit.faults().isEmpty());
      });
      assertThat(wrong).isEmpty();
    }
  }

  private static void expect(List<String> wrong, String path, String what, boolean right) {
    if (!right) {
      wrong.add(path + " " + what);
    }
  }
}
