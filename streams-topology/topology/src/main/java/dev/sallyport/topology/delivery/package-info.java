/**
 * The ledger of deliveries: what is to be delivered to which integration, how far each delivery is,
 * and what is due. How something is delivered is not known here.
 */
@NullMarked
package dev.sallyport.topology.delivery;

import org.jspecify.annotations.NullMarked;
