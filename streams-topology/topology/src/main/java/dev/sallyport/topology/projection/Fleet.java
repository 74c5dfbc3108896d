package dev.sallyport.topology.projection;

import org.apache.kafka.streams.state.HostInfo;

/**
 * How this instance and others reach each other.
 *
 * @param here under which others reach this one
 * @param others asks them
 */
public record Fleet(HostInfo here, OtherInstances others) {}
