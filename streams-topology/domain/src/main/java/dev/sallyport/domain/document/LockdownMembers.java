package dev.sallyport.domain.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The member {@code lockdown} of a policy in JSON.
 *
 * @param enabled must be there
 * @param detections missing when none was chosen
 */
public record LockdownMembers(
    @Nullable Boolean enabled, @Nullable List<@Nullable String> detections) {
  public LockdownMembers {
    detections =
        detections == null ? null : Collections.unmodifiableList(new ArrayList<>(detections));
  }
}
