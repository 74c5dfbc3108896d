/** How something that has happened is delivered: attempts, pauses, and when it is given up. */
@NullMarked
package dev.sallyport.domain.delivery;

import org.jspecify.annotations.NullMarked;
