package dev.sallyport.topology.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A record on its way out.
 *
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Told(String topic, byte @Nullable [] value) {}
