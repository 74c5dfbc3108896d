package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.topology.history.History.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of a policy's history, newest first.
 *
 * @param next goes into {@code cursor} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "HistoryListing")
public record HistoryListing(List<HistoryEntryJson> entries, @Nullable String next) {
  static HistoryListing of(Page page) {
    return new HistoryListing(HistoryEntryJson.of(page.entries()), Cursor.ofNumber(page.next()));
  }
}
