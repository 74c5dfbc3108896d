/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.runner;

import org.jspecify.annotations.NullMarked;
