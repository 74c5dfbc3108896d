/** Specifications of names, places and clients. */
@NullMarked
package dev.sallyport.topology.topics;

import org.jspecify.annotations.NullMarked;
