/** What has happened to an owner's policies: the facts that everything else is derived from. */
@NullMarked
package dev.sallyport.domain.event;

import org.jspecify.annotations.NullMarked;
