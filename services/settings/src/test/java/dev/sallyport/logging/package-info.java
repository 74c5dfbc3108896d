/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.logging;

import org.jspecify.annotations.NullMarked;
