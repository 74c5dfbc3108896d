/** Telemetry under test, and the telemetry that other tests use in its place. */
@NullMarked
package dev.sallyport.topology.telemetry;

import org.jspecify.annotations.NullMarked;
