package dev.sallyport.topology.view;

import org.jspecify.annotations.Nullable;

/**
 * A record of the state changelog as it was read.
 *
 * @param value null if it removes the entry
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record ChangelogRecord(
    String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {
  /** For alarms. */
  String place() {
    return "%s-%d@%d".formatted(topic, partition, offset);
  }
}
