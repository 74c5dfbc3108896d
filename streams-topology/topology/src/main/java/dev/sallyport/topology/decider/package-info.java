/** The single writer: takes commands, decides them, and writes what follows in one transaction. */
@NullMarked
package dev.sallyport.topology.decider;

import org.jspecify.annotations.NullMarked;
