package io.anteroom.ingress;

import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.ingress.pace.Pace;
import java.time.Duration;
import java.util.Optional;

/**
 * After what time a page asks again where somebody stands. It depends on nothing but what is told
 * with it, so that pages that wait for the same come at the same pace, whatever instance they meet;
 * that millions don't come in step is up to each page, which spreads what it is told.
 */
final class NextPoll {

  /** A number is there a fraction of a second after the join. */
  static final Duration NUMBERING = Duration.ofSeconds(1);

  /** Nobody minds to learn of their turn that late. */
  static final Duration SHORTEST = Duration.ofSeconds(2);

  /** Nobody looks at a page much longer that does not move. */
  static final Duration LONGEST = Duration.ofMinutes(2);

  /** A place that is served changes seldom: it expires, or the counter is moved back. */
  static final Duration SERVED = Duration.ofSeconds(30);

  /** Where the counter stands still it may begin to move at any time. */
  static final Duration STILL = Duration.ofSeconds(5);

  /** A pause is ended by a person. */
  static final Duration PAUSED = Duration.ofSeconds(30);

  /** A page asks after a tenth of the shortest time that it may have to wait. */
  private static final int PARTS_OF_WAIT = 10;

  /** It needs not ask more than so often from one move of the counter to the next. */
  private static final int PARTS_OF_STEP = 20;

  /** As few as that go by in a second where the pace is not known, until it is. */
  private static final long ASSUMED_PER_SECOND = 100;

  /** A counter that jumps must not leave time for less than so many more questions. */
  private static final int PARTS_OF_EXPIRY = 4;

  /** No pause in which somebody's position expires is shorter. */
  private static final Duration SHORTEST_OF_ALL = Duration.ofSeconds(1);

  private NextPoll() {}

  /**
   * For somebody in the line.
   *
   * @param numbers how far the counter has to go, at least 1
   */
  static Duration waiting(long numbers, Optional<Pace> pace, RoomSettings settings) {
    Duration usual =
        pace.map(known -> byPace(numbers, known)).orElseGet(() -> unknown(numbers, settings));
    Duration bounded = min(max(usual, SHORTEST), LONGEST);
    PositionExpiry expiry = settings.positionExpiry();
    return expiry.enabled()
        ? max(min(bounded, expiry.period().dividedBy(PARTS_OF_EXPIRY)), SHORTEST_OF_ALL)
        : bounded;
  }

  private static Duration byPace(long numbers, Pace pace) {
    long low = Math.min(pace.waitFor(numbers).lowSeconds(), LONGEST.toSeconds() * PARTS_OF_WAIT);
    return max(
        Duration.ofSeconds(low).dividedBy(PARTS_OF_WAIT), pace.step().dividedBy(PARTS_OF_STEP));
  }

  private static Duration unknown(long numbers, RoomSettings settings) {
    Duration byLength = Duration.ofSeconds(numbers / ASSUMED_PER_SECOND).dividedBy(PARTS_OF_WAIT);
    return max(byLength, settings.paused() ? PAUSED : STILL);
  }

  /**
   * For somebody who is served.
   *
   * @param left how long the place is kept; empty for ever
   */
  static Duration served(Optional<Duration> left) {
    return left.map(time -> max(min(time, SERVED), SHORTEST_OF_ALL)).orElse(SERVED);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
