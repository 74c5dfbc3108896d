package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event with its own hash, which the next event names as {@code previousHash}.
 *
 * @param hash left out while it cannot be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "LinkedEvent")
public record LinkedEventJson(@JsonUnwrapped EventJson event, @Nullable String hash) {}
