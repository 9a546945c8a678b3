package io.anteroom.readmodel;

import io.anteroom.domain.room.Reached;
import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;

/**
 * A line of the serving history as Redis keeps it: {@code first:last:atMillis}. The first number is
 * padded, so that lines are in order as texts: a counter may be set to more than the 53 bits of a
 * score.
 */
final class ReachedText {

  private static final int PARTS = 3;

  private ReachedText() {}

  static String write(Reached line) {
    return start(line.first().value()) + line.last() + ":" + line.at().toEpochMilli();
  }

  /** What the line that starts at a number starts with. */
  static String start(long first) {
    return "%019d:".formatted(first);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static Reached read(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("not a line of the serving history: " + text);
    }
    return new Reached(
        new QueueNumber(Long.parseLong(parts[0])),
        new QueueNumber(Long.parseLong(parts[1])),
        Instant.ofEpochMilli(Long.parseLong(parts[2])));
  }
}
