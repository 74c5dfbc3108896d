/** What has happened, asked by policy, by owner and by time: projections of the event log. */
@NullMarked
package dev.sallyport.topology.history;

import org.jspecify.annotations.NullMarked;
