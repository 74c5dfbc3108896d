package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where a policy stands after a change, or would stand.
 *
 * @param changed false if it was so already: then nothing was written
 * @param dryRun true if this was only a preview
 * @param revision goes into {@code If-Match} of the next change
 * @param advice what the change means for jobs and for other policies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Attached")
public record AttachedJson(
    @JsonUnwrapped AttachmentsJson attachments,
    boolean changed,
    boolean dryRun,
    @Nullable Long revision,
    List<AdviceJson> advice) {}
