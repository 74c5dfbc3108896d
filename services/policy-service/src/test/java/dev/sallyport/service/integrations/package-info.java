/** Integrations over HTTP. */
@NullMarked
package dev.sallyport.service.integrations;

import org.jspecify.annotations.NullMarked;
