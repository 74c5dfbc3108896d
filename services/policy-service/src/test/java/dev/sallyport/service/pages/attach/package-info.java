/** Attaching and detaching, over HTTP with the engine in memory. */
@NullMarked
package dev.sallyport.service.pages.attach;

import org.jspecify.annotations.NullMarked;
