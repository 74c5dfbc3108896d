/**
 * How records of the contract become bytes and back: the Confluent wire format with its registry
 * for public topics, Avro single-object encoding for private ones, and the hash that chains events.
 */
@NullMarked
package dev.sallyport.schemas.serde;

import org.jspecify.annotations.NullMarked;
