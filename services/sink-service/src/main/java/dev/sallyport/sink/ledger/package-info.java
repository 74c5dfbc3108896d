/** Runs the ledger of deliveries, and takes what is due to the couriers. */
@NullMarked
package dev.sallyport.sink.ledger;

import org.jspecify.annotations.NullMarked;
