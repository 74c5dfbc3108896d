@NullMarked
package dev.sallyport.topology.insight;

import org.jspecify.annotations.NullMarked;
