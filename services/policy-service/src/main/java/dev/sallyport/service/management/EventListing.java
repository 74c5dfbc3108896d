package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.topology.history.History.Page;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, newest first.
 *
 * @param next goes into {@code cursor} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "EventListing")
public record EventListing(List<EventJson> entries, @Nullable String next) {
  static EventListing of(Page page) {
    return new EventListing(
        page.entries().stream().map(EventJson::of).toList(), Cursor.ofNumber(page.next()));
  }
}
