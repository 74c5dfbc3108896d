/**
 * Plays an organization whose jobs run: looks policies up, and reports what agents report. What a
 * job does is decided here, without a clock or a network, by {@code Plan}, {@code Behaviour} and
 * {@code OpenAgent}; {@code Simulator} sends it.
 */
@NullMarked
package dev.sallyport.simulator;

import org.jspecify.annotations.NullMarked;
