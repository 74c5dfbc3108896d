/** What the databases of all Streams applications of a process share: memory. */
@NullMarked
package dev.sallyport.topology.stores;

import org.jspecify.annotations.NullMarked;
