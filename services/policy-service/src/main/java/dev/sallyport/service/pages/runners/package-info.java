/** The self-hosted runners of an organization. */
@NullMarked
package dev.sallyport.service.pages.runners;

import org.jspecify.annotations.NullMarked;
