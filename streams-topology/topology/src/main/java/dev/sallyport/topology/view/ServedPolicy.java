package dev.sallyport.topology.view;

import dev.sallyport.domain.book.BookEntry.PolicyEntry;

/**
 * A live policy as runners get it, rendered when it was applied.
 *
 * @param body shared by all readers: never to be changed
 * @param etag a strong entity tag, with its quotes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per lookup would be the cost
public record ServedPolicy(PolicyEntry entry, byte[] body, String etag) {}
