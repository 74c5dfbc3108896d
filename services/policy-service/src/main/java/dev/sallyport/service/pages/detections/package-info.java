/** What stood out in jobs, and what became of it. */
@NullMarked
package dev.sallyport.service.pages.detections;

import org.jspecify.annotations.NullMarked;
