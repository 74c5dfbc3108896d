/** The management API held to its contract, over HTTP. */
@NullMarked
package dev.sallyport.service.management;

import org.jspecify.annotations.NullMarked;
