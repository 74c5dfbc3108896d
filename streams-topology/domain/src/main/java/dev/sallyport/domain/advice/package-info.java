/** What somebody should know before a change, and nobody is kept from. */
@NullMarked
package dev.sallyport.domain.advice;

import org.jspecify.annotations.NullMarked;
