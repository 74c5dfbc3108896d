/**
 * The rules. {@code decide} says what follows from a command, {@code evolve} what an event changes,
 * {@code resolve} which policy applies; none of them knows how a book is stored.
 */
@NullMarked
package dev.sallyport.domain.book;

import org.jspecify.annotations.NullMarked;
