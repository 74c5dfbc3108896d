/** The pages of a policy's past, over HTTP. */
@NullMarked
package dev.sallyport.service.pages.history;

import org.jspecify.annotations.NullMarked;
