/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.service.security;

import org.jspecify.annotations.NullMarked;
