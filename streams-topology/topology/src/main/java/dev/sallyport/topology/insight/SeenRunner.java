package dev.sallyport.topology.insight;

import dev.sallyport.domain.names.ClusterName;
import dev.sallyport.domain.telemetry.RepositoryFullName;
import dev.sallyport.domain.telemetry.RunId;
import dev.sallyport.domain.telemetry.SourceAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A self-hosted runner, as its lookups tell.
 *
 * @param name the runner's own, where it calls itself by that; else its address
 * @param lookups so many
 * @param run of the last one, if it named one
 */
public record SeenRunner(
    String name,
    @Nullable ClusterName cluster,
    SourceAddress address,
    Instant first,
    Instant last,
    long lookups,
    RepositoryFullName repository,
    @Nullable RunId run) {}
