/** What every kind of destination is: something that takes notices, or says why it does not. */
@NullMarked
package dev.sallyport.sink.courier;

import org.jspecify.annotations.NullMarked;
