package io.anteroom.readmodel;

import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import java.time.Instant;

/** A span as Redis keeps it: {@code partition:from:to:firstNumber:joinedAtMillis}. */
final class SpanText {

  private SpanText() {}

  static String write(NumberedSpan span) {
    return span.range().partition()
        + ":"
        + span.range().from()
        + ":"
        + span.range().to()
        + ":"
        + span.firstNumber()
        + ":"
        + span.joinedAt().toEpochMilli();
  }

  /**
   * Reads a span.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static NumberedSpan read(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("not a span: " + text);
    }
    return new NumberedSpan(
        new OffsetRange(
            Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])),
        new QueueNumber(Long.parseLong(parts[3])),
        Instant.ofEpochMilli(Long.parseLong(parts[4])));
  }
}
