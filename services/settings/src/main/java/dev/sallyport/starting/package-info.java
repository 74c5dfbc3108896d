/** How services start while what they need may not be there yet. */
@NullMarked
package dev.sallyport.starting;

import org.jspecify.annotations.NullMarked;
