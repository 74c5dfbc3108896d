package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of policies in the order of their names.
 *
 * @param next goes into {@code cursor} for the next page; null at the end
 * @param counters of all live policies of the owner, whatever the filter
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "PolicyListing")
public record PolicyListing(
    List<PolicyEntryJson> entries, @Nullable String next, Counters counters) {
  /**
   * @param unattached those that stand nowhere
   */
  @Schema(name = "Counters")
  public record Counters(int total, int block, int audit, int unattached) {}
}
