/** Pages that hear of changes. */
@NullMarked
package dev.sallyport.service.pages.live;

import org.jspecify.annotations.NullMarked;
