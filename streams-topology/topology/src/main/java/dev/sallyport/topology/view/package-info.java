/** The whole state in memory, on every instance: what lookups and lists are answered from. */
@NullMarked
package dev.sallyport.topology.view;

import org.jspecify.annotations.NullMarked;
