/** What people ask for. A command may be refused; an event is a fact. */
@NullMarked
package dev.sallyport.domain.command;

import org.jspecify.annotations.NullMarked;
