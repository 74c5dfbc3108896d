/** What people are told, whatever they are told it by. */
@NullMarked
package dev.sallyport.sink.message;

import org.jspecify.annotations.NullMarked;
