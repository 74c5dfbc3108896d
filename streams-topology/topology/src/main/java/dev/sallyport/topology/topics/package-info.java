/** What the topology's parts share on Kafka: names, keys, partitions, and how clients are made. */
@NullMarked
package dev.sallyport.topology.topics;

import org.jspecify.annotations.NullMarked;
