package dev.sallyport.topology.decider;

import dev.sallyport.domain.command.Outcome.Verdict;
import dev.sallyport.domain.command.Refusal;
import dev.sallyport.topology.codec.EncodedEvent;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/**
 * All that follows from a command, encoded, before anything of it is written.
 *
 * @param at the time that the events bear
 * @param events records of {@code policy-events}
 * @param state changes of the store in the order in which they are written; no value is a removal
 */
record Settlement(
    Instant at, List<EncodedEvent> events, List<KeyValue<Bytes, byte[]>> state, Verdict verdict) {
  static Settlement refused(Instant at, Refusal refusal) {
    return new Settlement(at, List.of(), List.of(), new Verdict.Refused(refusal));
  }
}
