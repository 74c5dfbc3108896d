package dev.sallyport.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/** The size of a window, and whether its owner likes it light or dark. */
record View(int width, int height, ColorScheme scheme) {
  static final View DESK = new View(1280, 900, ColorScheme.LIGHT);

  // With reduced motion nothing is caught half faded in.
  NewContextOptions options() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setReducedMotion(ReducedMotion.REDUCE)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin");
  }
}
