/** The one way from a request to the decider and back. */
@NullMarked
package dev.sallyport.service.change;

import org.jspecify.annotations.NullMarked;
