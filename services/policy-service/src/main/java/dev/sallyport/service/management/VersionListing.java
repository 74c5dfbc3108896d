package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions, newest first, without their texts.
 *
 * @param next goes into {@code cursor} for the next page; null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "VersionListing")
public record VersionListing(List<VersionJson> entries, @Nullable String next) {}
