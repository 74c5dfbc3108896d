/** The page that explains, over HTTP. */
@NullMarked
package dev.sallyport.service.pages.explain;

import org.jspecify.annotations.NullMarked;
