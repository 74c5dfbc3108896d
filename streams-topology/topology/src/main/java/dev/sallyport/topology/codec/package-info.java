/** Between the domain's values and the bytes on Kafka: the only place that knows both. */
@NullMarked
package dev.sallyport.topology.codec;

import org.jspecify.annotations.NullMarked;
