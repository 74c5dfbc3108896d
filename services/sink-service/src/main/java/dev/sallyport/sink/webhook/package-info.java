/** Addresses that take CloudEvents, signed by Standard Webhooks. */
@NullMarked
package dev.sallyport.sink.webhook;

import org.jspecify.annotations.NullMarked;
