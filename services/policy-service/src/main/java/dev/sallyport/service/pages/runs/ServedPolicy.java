package dev.sallyport.service.pages.runs;

import dev.sallyport.domain.document.EgressMode;
import org.jspecify.annotations.Nullable;

/**
 * The version of a policy that a job was served.
 *
 * @param scope where it stood, in words
 * @param path of the event that made this version; of its history where that cannot be told
 * @param mode of this version; null where it cannot be told
 */
public record ServedPolicy(
    String name, long version, String scope, String path, @Nullable EgressMode mode) {}
