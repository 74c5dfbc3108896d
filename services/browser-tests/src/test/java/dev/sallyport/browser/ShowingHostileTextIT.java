package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody writes is shown, never run: a fault of the visit would be any dialog or error. */
@ExtendWith(InABrowser.class)
class ShowingHostileTextIT {
  private static final String OWNER = "hostile";

  private static final String YAML =
      """
      # <script>window.taken = 1; alert(1)</script>
      # </textarea></pre></script><script>alert(2)</script><img src=x onerror="alert(3)">
      # ]]> --> {frame.owner} {{7*7}} ${7*7} &lt;script&gt; \u202Etxt.exe\u202C \u2066isolated
      # %s
      egress-policy: block
      allowed-endpoints: >
        api.github.com:443
      """
          .formatted("long".repeat(16 * 1024));

  static List<String> names() {
    return List.of(
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "' onfocus='alert(1)' autofocus='",
        "<script>alert(1)",
        "javascript:alert(1)",
        "{frame.csrf} {#if true} {{7*7}} ${7*7}",
        "&lt;b&gt; &quot;",
        "..;%2e%2e?x=1#y&z=%00",
        "invoice\u202Efdp.exe",
        "\u0645\u0631\u062D\u0628\u0627 abc",
        "W".repeat(128));
  }

  static Stream<String> paths() {
    return Stream.of(PageOfOurs.values())
        .filter(page -> page.shows("owner"))
        .flatMap(page ->
            page.shows("policy")
                ? names().stream().map(name -> page.path(OWNER, name))
                : Stream.of(page.path(OWNER, "")))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void runs_none_of_it(String path, Stage stage) {
    fill(stage.api());
    try (var visit = stage.admin(new View(360, 800, View.DESK.scheme()))) {
      var page = visit.open(path);

      assertThat(page.evaluate("window.taken")).isNull();
      assertThat(page.locator("main").locator("script, svg[onload], img[onerror]").count())
          .isZero();
      assertThat(page.evaluate(LookingAtEveryPageIT.ROOM_BEYOND_THE_EDGE)).isEqualTo(0);
    }
  }

  // Saved again it is what it was, so no test depends on another.
  private static void fill(Api api) {
    names().forEach(name -> api.save(OWNER, name, YAML));
  }
}
