/** Reading a whole topic as it grows, through whatever happens to Kafka meanwhile. */
@NullMarked
package dev.sallyport.topology.tail;

import org.jspecify.annotations.NullMarked;
