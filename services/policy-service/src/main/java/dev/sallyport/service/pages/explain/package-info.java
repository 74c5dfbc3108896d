/** The page that tells which policy applies to a job, and why. */
@NullMarked
package dev.sallyport.service.pages.explain;

import org.jspecify.annotations.NullMarked;
