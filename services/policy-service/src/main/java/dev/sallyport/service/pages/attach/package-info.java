/** Where a policy is attached and detached, with a look at what changes before. */
@NullMarked
package dev.sallyport.service.pages.attach;

import org.jspecify.annotations.NullMarked;
