/** Shows how reading a topic goes on when something fails. */
@NullMarked
package dev.sallyport.topology.tail;

import org.jspecify.annotations.NullMarked;
