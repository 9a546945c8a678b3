package io.anteroom.rehearsal.proof;

/**
 * What must be known of a run to judge it.
 *
 * @param shared others used the room too: holes prove nothing
 * @param ending how it ended: only a complete run can be asked for holes
 * @param fresh the room was reset before: the first number is 1
 * @param unclearJoins joins without a clear answer, each of which may hold a place of its own
 */
public record Circumstances(boolean shared, Ending ending, boolean fresh, long unclearJoins) {}
