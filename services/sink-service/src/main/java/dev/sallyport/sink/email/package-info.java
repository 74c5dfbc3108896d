/** People, by mail. */
@NullMarked
package dev.sallyport.sink.email;

import org.jspecify.annotations.NullMarked;
