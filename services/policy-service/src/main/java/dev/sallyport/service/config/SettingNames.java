package dev.sallyport.service.config;

import java.util.Locale;

/** One setting has several spellings: {@code SALLYPORT_DATA_DIR}, {@code sallyport.data-dir}. */
final class SettingNames {
  private SettingNames() {}

  static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  static String dotted(String property) {
    return property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ".");
  }
}
