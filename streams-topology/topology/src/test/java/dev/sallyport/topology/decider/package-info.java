/** Specifications of the single writer. */
@NullMarked
package dev.sallyport.topology.decider;

import org.jspecify.annotations.NullMarked;
