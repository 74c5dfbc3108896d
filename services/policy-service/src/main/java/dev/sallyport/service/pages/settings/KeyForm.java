package dev.sallyport.service.pages.settings;

import dev.sallyport.service.management.KeyJson;
import org.jspecify.annotations.Nullable;

/**
 * What a form for a new key holds.
 *
 * @param cluster empty for none
 * @param problem why it was not issued; null before it was tried
 */
record KeyForm(String name, String kind, String cluster, @Nullable String problem) {
  static final KeyForm EMPTY = new KeyForm("", "", "", null);

  static KeyForm of(@Nullable String name, @Nullable String kind, @Nullable String cluster) {
    return new KeyForm(stripped(name), stripped(kind), stripped(cluster), null);
  }

  KeyForm refused(String why) {
    return new KeyForm(name, kind, cluster, why);
  }

  KeyJson.Asked asked() {
    return new KeyJson.Asked(kind, name, cluster.isEmpty() ? null : cluster);
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
