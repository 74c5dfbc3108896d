package dev.sallyport.topology.decider;

import dev.sallyport.topology.codec.EventEncoder;
import java.time.InstantSource;

/**
 * What the tasks of a decider share.
 *
 * @param partitions of the topics laid out by owner
 * @param clock what a command's not-after is held against
 */
record Deciding(
    EventEncoder encoder,
    int partitions,
    InstantSource clock,
    DeciderHealth health,
    DeciderCounts counts,
    Backlog backlog) {}
