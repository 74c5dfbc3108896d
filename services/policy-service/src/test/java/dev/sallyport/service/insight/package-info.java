/** What jobs reported, asked for over HTTP. */
@NullMarked
package dev.sallyport.service.insight;

import org.jspecify.annotations.NullMarked;
