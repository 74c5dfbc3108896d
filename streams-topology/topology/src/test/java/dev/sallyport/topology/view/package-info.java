/** The view under test, and the view that other tests use in its place. */
@NullMarked
package dev.sallyport.topology.view;

import org.jspecify.annotations.NullMarked;
