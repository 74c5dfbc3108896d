/** What is counted and timed, at a cost that lookups do not feel. */
@NullMarked
package dev.sallyport.service.metrics;

import org.jspecify.annotations.NullMarked;
