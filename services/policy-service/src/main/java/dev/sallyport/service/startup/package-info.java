/** Puts the parts together in the background and takes them apart again. */
@NullMarked
package dev.sallyport.service.startup;

import org.jspecify.annotations.NullMarked;
