/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.change;

import org.jspecify.annotations.NullMarked;
