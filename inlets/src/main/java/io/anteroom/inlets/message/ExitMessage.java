package io.anteroom.inlets.message;

import io.anteroom.domain.ticket.RequestId;
import java.util.List;

/**
 * What a site says about those who have left it: {@code {"exited": n, "completed": [request_id...],
 * "abandoned": [request_id...]}}, every field optional. What is no number or no id is counted and
 * left out.
 *
 * @param exited how many have left in all, at least 0
 * @param completed who has finished, each once
 * @param abandoned who has gone without finishing, each once, and nobody who has finished
 * @param invalid how many entries were none
 * @param duplicates how many entries repeated another one
 */
record ExitMessage(
    long exited,
    List<RequestId> completed,
    List<RequestId> abandoned,
    long invalid,
    long duplicates) {

  /** How many have left beside those whom it names. */
  long unnamed() {
    return Math.max(0, exited - completed.size() - abandoned.size());
  }

  /** Says whether it speaks of sessions, and not only of a number. */
  boolean namesSessions() {
    return !completed.isEmpty() || !abandoned.isEmpty();
  }
}
