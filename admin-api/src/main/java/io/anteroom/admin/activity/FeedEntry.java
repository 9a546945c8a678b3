package io.anteroom.admin.activity;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Sequence;
import java.time.Duration;
import java.time.Instant;

/**
 * One line of a feed.
 *
 * @param sequence the event that it begins with
 * @param at when that was
 * @param generation of that event
 * @param happening what it tells
 */
public record FeedEntry(Sequence sequence, Instant at, Generation generation, Happening happening) {

  /** Traffic comes together for so long, by the clock. */
  static final Duration TOGETHER = Duration.ofSeconds(10);

  static FeedEntry of(RecordedEvent recorded, Happening happening) {
    return new FeedEntry(
        recorded.sequence(), recorded.decidedAt(), recorded.generation(), happening);
  }

  /** Says whether two entries are of the same generation and the same ten seconds. */
  boolean isBeside(FeedEntry other) {
    return generation.equals(other.generation) && slot(at) == slot(other.at);
  }

  private static long slot(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), TOGETHER.toSeconds());
  }

  /** The same line, telling more. */
  FeedEntry telling(Happening more) {
    return new FeedEntry(sequence, at, generation, more);
  }
}
