/**
 * The commands of {@code ./sallyport}: what a person at the machine types, and the supervisor
 * behind {@code up}.
 */
@NullMarked
package dev.sallyport.cli;

import org.jspecify.annotations.NullMarked;
