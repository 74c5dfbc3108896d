/** A receiver on this machine that does what it is told, misbehaving included. */
@NullMarked
package dev.sallyport.sink.receiver;

import org.jspecify.annotations.NullMarked;
