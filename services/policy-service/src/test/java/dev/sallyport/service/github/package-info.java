/** Cancelling workflow runs, at a GitHub on this machine. */
@NullMarked
package dev.sallyport.service.github;

import org.jspecify.annotations.NullMarked;
