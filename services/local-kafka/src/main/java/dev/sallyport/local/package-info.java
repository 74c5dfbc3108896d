/**
 * A real Kafka broker and a real schema registry for one machine and for tests, each in a JVM of
 * its own that ends with the process that started it.
 */
@NullMarked
package dev.sallyport.local;

import org.jspecify.annotations.NullMarked;
