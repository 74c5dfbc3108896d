/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.pages.baseline;

import org.jspecify.annotations.NullMarked;
