/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.pages.runs;

import org.jspecify.annotations.NullMarked;
