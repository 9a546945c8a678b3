package io.anteroom.readmodel;

/** The log and the building of the mirror that a view was read from. */
record Origin(LogId log, long epoch) {}
