package io.anteroom.contracts.inlet;

/**
 * One switch of an inlet, as somebody has set it at run time; it holds for all replicas, also after
 * a restart.
 *
 * @param on whether it holds the inlet back
 */
public record InletSwitch(boolean on) {}
