/** Suppression rules, seen from an organization whose detections they hold for. */
@NullMarked
package dev.sallyport.service.pages.rules;

import org.jspecify.annotations.NullMarked;
