/** What is done to the log's projections while nobody decides: derived anew. */
@NullMarked
package dev.sallyport.topology.maintenance;

import org.jspecify.annotations.NullMarked;
