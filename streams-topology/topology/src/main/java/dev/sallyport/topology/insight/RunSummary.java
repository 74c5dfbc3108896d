package dev.sallyport.topology.insight;

import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow run, as far as its jobs tell.
 *
 * @param workflow null if no policy of it was looked up
 * @param first when the first of it was received, by Sallyport's clock
 * @param last when the last of it was received
 * @param jobs how many are known
 * @param verified how many of them are verified
 * @param blocked how many calls of theirs were blocked
 * @param detections how many things stood out
 */
public record RunSummary(
    RepositoryFullName repository,
    RunId run,
    @Nullable WorkflowFile workflow,
    Instant first,
    Instant last,
    int jobs,
    int verified,
    long blocked,
    int detections) {}
