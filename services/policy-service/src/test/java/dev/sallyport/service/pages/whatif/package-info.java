/** What-if questions on their page, over jobs that are played. */
@NullMarked
package dev.sallyport.service.pages.whatif;

import org.jspecify.annotations.NullMarked;
