package dev.sallyport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(InABrowser.class)
class LookingAtEveryPageIT {
  static final String ROOM_BEYOND_THE_EDGE =
      "document.documentElement.scrollWidth - document.documentElement.clientWidth";

  @ParameterizedTest
  @EnumSource
  void is_open_to_everybody_in_the_light(PageOfOurs subject, Stage stage) {
    isOpenToEverybody(subject, stage, ColorScheme.LIGHT);
  }

  @ParameterizedTest
  @EnumSource
  void is_open_to_everybody_in_the_dark(PageOfOurs subject, Stage stage) {
    isOpenToEverybody(subject, stage, ColorScheme.DARK);
  }

  private static void isOpenToEverybody(PageOfOurs subject, Stage stage, ColorScheme scheme) {
    try (var visit = subject.visit(stage, new View(1280, 900, scheme))) {
      var page = visit.open(subject.ofTheDemo());

      assertThat(page.locator("h1").count()).as("headings of the first order").isEqualTo(1);
      Accessibility.check(page);
    }
  }

  @ParameterizedTest
  @EnumSource
  void has_room_on_a_telephone(PageOfOurs subject, Stage stage) {
    hasRoom(subject, stage, 360);
  }

  @ParameterizedTest
  @EnumSource
  void has_room_on_a_large_screen(PageOfOurs subject, Stage stage) {
    hasRoom(subject, stage, 1600);
  }

  private static void hasRoom(PageOfOurs subject, Stage stage, int width) {
    try (var visit = subject.visit(stage, new View(width, 800, ColorScheme.LIGHT))) {
      var page = visit.open(subject.ofTheDemo());

      assertThat(page.evaluate(ROOM_BEYOND_THE_EDGE)).isEqualTo(0);
    }
  }
}
