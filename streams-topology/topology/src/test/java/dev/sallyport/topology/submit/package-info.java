/** The way in under test, and the way in that other tests use in its place. */
@NullMarked
package dev.sallyport.topology.submit;

import org.jspecify.annotations.NullMarked;
