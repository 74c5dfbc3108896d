/** What the services have in common about how they are configured. */
@NullMarked
package dev.sallyport.settings;

import org.jspecify.annotations.NullMarked;
