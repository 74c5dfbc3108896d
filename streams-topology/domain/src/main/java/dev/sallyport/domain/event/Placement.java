package dev.sallyport.domain.event;

import dev.sallyport.domain.names.Scope;

/**
 * A scope that a policy stands at, and its place in the order in which the author listed them.
 * Positions only ever grow within a policy; they are not dense.
 */
public record Placement(Scope scope, long position) {}
