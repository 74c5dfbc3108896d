package dev.sallyport.service.pages.settings;

import dev.sallyport.service.change.RequestId;
import dev.sallyport.service.management.KeyJson;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a form for a new key holds.
 *
 * @param id of this form as one page showed it; null if it came without one
 * @param cluster empty for none
 * @param problem why it was not issued; null before it was tried
 */
record KeyForm(
    @Nullable String id, String name, String kind, String cluster, @Nullable String problem) {

  static KeyForm empty() {
    return new KeyForm(nextId(), "", "", "", null);
  }

  /** In place of an answer that showed a secret, and shows it no more when it is reloaded. */
  static KeyForm repeated() {
    return empty()
        .refused(
            "This key was created before, and its secret was shown that one time. If nobody has"
                + " copied it, revoke the key and create another.");
  }

  static KeyForm of(
      @Nullable String id, @Nullable String name, @Nullable String kind, @Nullable String cluster) {
    return new KeyForm(id, stripped(name), stripped(kind), stripped(cluster), null);
  }

  // Under an id of its own, since the refusal would be the outcome of a repeat.
  KeyForm refused(String why) {
    return new KeyForm(nextId(), name, kind, cluster, why);
  }

  RequestId requestId() {
    return RequestId.ofForm(id, "api-key", name, kind, cluster);
  }

  private static String nextId() {
    return UUID.randomUUID().toString();
  }

  KeyJson.Asked asked() {
    return new KeyJson.Asked(kind, name, cluster.isEmpty() ? null : cluster);
  }

  private static String stripped(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
