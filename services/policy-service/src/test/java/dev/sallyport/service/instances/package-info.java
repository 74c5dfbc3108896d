/** What instances ask each other. */
@NullMarked
package dev.sallyport.service.instances;

import org.jspecify.annotations.NullMarked;
