/** Tells open pages that something of their organization has changed. */
@NullMarked
package dev.sallyport.service.pages.live;

import org.jspecify.annotations.NullMarked;
