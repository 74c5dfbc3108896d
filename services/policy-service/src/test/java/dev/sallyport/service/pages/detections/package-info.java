/** Detections on their page, over jobs that are played. */
@NullMarked
package dev.sallyport.service.pages.detections;

import org.jspecify.annotations.NullMarked;
