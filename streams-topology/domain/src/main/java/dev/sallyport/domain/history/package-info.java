/** How people read what has happened: one entry for each change, in words. */
@NullMarked
package dev.sallyport.domain.history;

import org.jspecify.annotations.NullMarked;
