package dev.sallyport.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pictures that the documentation shows, when asked for. */
@EnabledIfSystemProperty(named = "browser.pictures", matches = "true")
@ExtendWith(InABrowser.class)
class TakingPicturesIT {
  private static final Path IMAGES = Path.of(System.getProperty("sallyport.images", "target"));

  @ParameterizedTest
  @EnumSource
  void takes_one_in_the_light(PageOfOurs subject, Stage stage) {
    take(subject, stage, new View(1200, 780, ColorScheme.LIGHT), "light");
  }

  @ParameterizedTest
  @EnumSource
  void takes_one_in_the_dark(PageOfOurs subject, Stage stage) {
    take(subject, stage, new View(1200, 780, ColorScheme.DARK), "dark");
  }

  @ParameterizedTest
  @EnumSource
  void takes_one_on_a_telephone(PageOfOurs subject, Stage stage) {
    take(subject, stage, new View(360, 740, ColorScheme.LIGHT), "narrow");
  }

  private static void take(PageOfOurs subject, Stage stage, View view, String kind) {
    try (var visit = subject.visit(stage, view)) {
      var page = visit.open(subject.ofTheDemo());
      page.waitForLoadState(LoadState.LOAD);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(IMAGES.resolve(subject.slug() + "-" + kind + ".png")));
    }
  }
}
