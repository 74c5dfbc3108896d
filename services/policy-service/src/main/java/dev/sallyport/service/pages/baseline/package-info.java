/** What verified jobs called and was not blocked: baselines, and what policies are made of them. */
@NullMarked
package dev.sallyport.service.pages.baseline;

import org.jspecify.annotations.NullMarked;
