package dev.sallyport.domain.insight;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.CorrelationId;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The job in which something was detected, as far as it is known.
 *
 * @param run null only where a detection is reported of a job that nothing else is known of
 * @param workflow as its policy was looked up, never as a reporter claims
 */
public record DetectedJob(
    RepositoryFullName repository,
    @Nullable RunId run,
    CorrelationId correlation,
    @Nullable WorkflowFile workflow,
    @Nullable JobName name,
    @Nullable ClusterName cluster) {}
