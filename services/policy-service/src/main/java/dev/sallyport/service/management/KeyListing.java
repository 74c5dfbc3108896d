package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of API keys, newest first.
 *
 * @param next goes into {@code cursor} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ApiKeyListing")
public record KeyListing(List<KeyJson> entries, @Nullable String next) {}
