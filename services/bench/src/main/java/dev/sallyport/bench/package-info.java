/** Benchmarks: each figure beside its limit, measured in turns in the same run. */
@NullMarked
package dev.sallyport.bench;

import org.jspecify.annotations.NullMarked;
