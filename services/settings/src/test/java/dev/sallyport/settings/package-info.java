/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.settings;

import org.jspecify.annotations.NullMarked;
