@NullMarked
package dev.sallyport.topology.delivery;

import org.jspecify.annotations.NullMarked;
