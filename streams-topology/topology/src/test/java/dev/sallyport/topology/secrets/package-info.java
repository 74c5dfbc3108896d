@NullMarked
package dev.sallyport.topology.secrets;

import org.jspecify.annotations.NullMarked;
