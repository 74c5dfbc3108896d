/** Settings, as a browser without scripts meets them. */
@NullMarked
package dev.sallyport.service.pages.settings;

import org.jspecify.annotations.NullMarked;
