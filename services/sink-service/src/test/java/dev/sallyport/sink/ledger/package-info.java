/** Tests of the room of the same name. */
@NullMarked
package dev.sallyport.sink.ledger;

import org.jspecify.annotations.NullMarked;
