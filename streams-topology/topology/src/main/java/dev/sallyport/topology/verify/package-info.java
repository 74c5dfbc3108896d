/**
 * Proof, from Kafka alone, that nothing of what happened was changed, and that the state follows.
 */
@NullMarked
package dev.sallyport.topology.verify;

import org.jspecify.annotations.NullMarked;
