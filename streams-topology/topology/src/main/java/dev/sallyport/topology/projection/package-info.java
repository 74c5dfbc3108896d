/**
 * How applications of Kafka Streams that project a topic run: clients, failures, partitions that
 * rest.
 */
@NullMarked
package dev.sallyport.topology.projection;

import org.jspecify.annotations.NullMarked;
