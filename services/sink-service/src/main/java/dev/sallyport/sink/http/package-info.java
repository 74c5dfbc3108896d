/** The one way out: every request to a destination goes through here, and nowhere it must not. */
@NullMarked
package dev.sallyport.sink.http;

import org.jspecify.annotations.NullMarked;
