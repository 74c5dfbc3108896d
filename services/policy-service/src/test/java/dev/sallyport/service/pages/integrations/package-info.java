/** Integrations on their pages. */
@NullMarked
package dev.sallyport.service.pages.integrations;

import org.jspecify.annotations.NullMarked;
