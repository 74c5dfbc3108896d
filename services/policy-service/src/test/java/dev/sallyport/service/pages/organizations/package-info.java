/** The list of organizations, asked over HTTP with the engine in memory. */
@NullMarked
package dev.sallyport.service.pages.organizations;

import org.jspecify.annotations.NullMarked;
