/** Workflow runs: what their jobs called, under which policy, and what was blocked. */
@NullMarked
package dev.sallyport.service.pages.runs;

import org.jspecify.annotations.NullMarked;
