package dev.sallyport.settings;

import java.util.Locale;

/** One setting has several spellings: {@code SALLYPORT_DATA_DIR}, {@code sallyport.data-dir}. */
public final class SettingNames {
  private SettingNames() {}

  public static String variable(String property) {
    return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  public static String dotted(String property) {
    return property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ".");
  }
}
