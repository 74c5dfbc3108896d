/** What runners and agents report of jobs: their words, brought into a form that can be kept. */
@NullMarked
package dev.sallyport.domain.telemetry;

import org.jspecify.annotations.NullMarked;
