/** Tests of the codec, and arbitrary domain values for every test of this module. */
@NullMarked
package dev.sallyport.topology.codec;

import org.jspecify.annotations.NullMarked;
