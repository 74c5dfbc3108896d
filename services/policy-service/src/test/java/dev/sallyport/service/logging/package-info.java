/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.logging;

import org.jspecify.annotations.NullMarked;
