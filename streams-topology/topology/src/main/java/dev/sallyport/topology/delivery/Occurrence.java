package dev.sallyport.topology.delivery;

import dev.sallyport.domain.integration.Happening;
import dev.sallyport.domain.names.RepositoryName;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as far as the ledger has to know it.
 *
 * @param ownerKey whose integrations are told
 * @param repositories that it is about; empty if about none in particular
 * @param id names it, for ever
 * @param type the full name of the Avro record that tells it
 * @param subject the policy that it is about, if it is about one
 * @param sequence within the owner, of an event of policies
 * @param at when it happened
 * @param value as its topic had it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Occurrence(
    String ownerKey,
    Happening happening,
    Set<RepositoryName> repositories,
    String id,
    String type,
    @Nullable String subject,
    @Nullable Long sequence,
    Instant at,
    Position position,
    byte[] value) {

  /** Where it was read. */
  record Position(String topic, int partition, long offset) {}
}
