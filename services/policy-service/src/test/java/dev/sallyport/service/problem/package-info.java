/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.problem;

import org.jspecify.annotations.NullMarked;
