/** A believable organization, written into a running Sallyport the way its users would write it. */
@NullMarked
package dev.sallyport.cli.demo;

import org.jspecify.annotations.NullMarked;
