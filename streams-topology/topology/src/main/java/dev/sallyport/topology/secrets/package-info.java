/** Secrets of integrations: encrypted on a topic of their own, and nowhere else. */
@NullMarked
package dev.sallyport.topology.secrets;

import org.jspecify.annotations.NullMarked;
