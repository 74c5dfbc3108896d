package dev.sallyport.domain.document;

import java.util.HashSet;
import java.util.List;

/**
 * Lockdown mode: stop the job when one of these detections fires. Detections may be listed while it
 * is not enabled, and enabling it without any activates none.
 *
 * @param detections without duplicates, in the author's order
 */
public record Lockdown(boolean enabled, List<Detection> detections) {
  public Lockdown {
    detections = List.copyOf(detections);
    if (new HashSet<>(detections).size() != detections.size()) {
      throw new IllegalArgumentException("a detection is listed twice: " + detections);
    }
  }
}
