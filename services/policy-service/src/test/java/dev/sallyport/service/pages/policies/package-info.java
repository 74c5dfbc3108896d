/** The Policy Store, asked over HTTP with the engine in memory. */
@NullMarked
package dev.sallyport.service.pages.policies;

import org.jspecify.annotations.NullMarked;
