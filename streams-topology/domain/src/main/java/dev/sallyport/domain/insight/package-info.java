/** What reports of jobs come to: whom to believe, what was called, and what stands out. Pure. */
@NullMarked
package dev.sallyport.domain.insight;

import org.jspecify.annotations.NullMarked;
