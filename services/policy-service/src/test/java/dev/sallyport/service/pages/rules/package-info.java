/** Suppression rules on their pages. */
@NullMarked
package dev.sallyport.service.pages.rules;

import org.jspecify.annotations.NullMarked;
