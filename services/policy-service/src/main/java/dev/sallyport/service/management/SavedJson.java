package dev.sallyport.service.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sallyport.domain.command.Outcome.Verdict.Done;
import dev.sallyport.domain.document.Finding;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of saving a policy.
 *
 * @param version of the content
 * @param revision goes into {@code If-Match} of the next change
 * @param changed false if it was so already: then nothing was written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Saved")
public record SavedJson(
    String owner,
    String policyName,
    @Nullable Long version,
    @Nullable Long revision,
    boolean created,
    boolean changed,
    List<FindingJson> warnings) {
  static SavedJson of(String owner, String policy, Done done, List<Finding> warnings) {
    var stamp = done.stamp();
    return new SavedJson(
        owner,
        policy,
        stamp == null ? null : stamp.version(),
        stamp == null ? null : stamp.revision(),
        stamp != null && stamp.created(),
        done.changed(),
        FindingJson.of(warnings));
  }
}
