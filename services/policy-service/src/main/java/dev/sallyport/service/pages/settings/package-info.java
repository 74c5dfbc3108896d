/** Settings of an organization and of the installation: keys, how runners get here, the log. */
@NullMarked
package dev.sallyport.service.pages.settings;

import org.jspecify.annotations.NullMarked;
