package io.anteroom.rehearsal.proof;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of one visitor.
 *
 * @param visitor counted from 1
 * @param requestId what the join was answered with
 * @param number what the queue was asked for and gave
 * @param admitted whether it got a token
 * @param failure why it gave up
 */
public record Sighting(
    int visitor,
    Optional<String> requestId,
    OptionalLong number,
    boolean admitted,
    Optional<String> failure) {

  /** Who it is, in words. */
  public static String name(int visitor, String requestId) {
    return "visitor %d (%s)".formatted(visitor, Breach.shorten(requestId));
  }

  String name() {
    return requestId.map(id -> name(visitor, id)).orElse("visitor " + visitor);
  }
}
