/** Settings, one interface for each concern. */
@NullMarked
package dev.sallyport.sink.config;

import org.jspecify.annotations.NullMarked;
