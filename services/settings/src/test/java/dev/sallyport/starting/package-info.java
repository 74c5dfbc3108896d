/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.starting;

import org.jspecify.annotations.NullMarked;
