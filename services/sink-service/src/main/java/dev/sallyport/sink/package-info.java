/** Delivers what has happened to where teams look. One package for each kind of destination. */
@NullMarked
package dev.sallyport.sink;

import org.jspecify.annotations.NullMarked;
