/** Whether this instance lives, answers lookups, and can make changes. */
@NullMarked
package dev.sallyport.service.health;

import org.jspecify.annotations.NullMarked;
