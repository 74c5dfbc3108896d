package dev.sallyport.archive;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a partition is.
 *
 * @param next everything before this offset is archived
 * @param lag records that are not, as far as can be told: what is unread counts offsets, and so the
 *     ends of transactions, too
 * @param oldest when the first record was written that was read and is not archived
 */
public record Progress(long next, long lag, Optional<Instant> oldest) {}
