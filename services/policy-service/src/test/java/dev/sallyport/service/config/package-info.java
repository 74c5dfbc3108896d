/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.config;

import org.jspecify.annotations.NullMarked;
