/** The editor, asked over HTTP with the engine in memory. */
@NullMarked
package dev.sallyport.service.pages.edit;

import org.jspecify.annotations.NullMarked;
