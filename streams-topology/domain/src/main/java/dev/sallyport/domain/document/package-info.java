/** Reads egress policies: what an author wrote, what it means, and what is wrong with it. */
@NullMarked
package dev.sallyport.domain.document;

import org.jspecify.annotations.NullMarked;
