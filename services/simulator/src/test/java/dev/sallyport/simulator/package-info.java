@NullMarked
package dev.sallyport.simulator;

import org.jspecify.annotations.NullMarked;
