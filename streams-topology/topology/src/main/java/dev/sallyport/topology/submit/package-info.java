/** Commands on their way to the decider, and what became of them on the way back. */
@NullMarked
package dev.sallyport.topology.submit;

import org.jspecify.annotations.NullMarked;
