package dev.sallyport.topology.insight;

import dev.sallyport.domain.insight.Destination;
import dev.sallyport.domain.insight.Verdict;
import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.names.WorkflowFile;
import dev.sallyport.domain.telemetry.JobName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How often a job called an endpoint on one day with one outcome.
 *
 * @param day by UTC, and Sallyport's clock
 * @param calls distinct ones
 */
public record DailyCount(
    LocalDate day,
    RepositoryFullName repository,
    @Nullable WorkflowFile workflow,
    @Nullable JobName job,
    @Nullable ClusterName cluster,
    Destination destination,
    Verdict verdict,
    long calls) {}
