package io.anteroom.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.ingress.pace.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextPollTest {

  private static final RoomSettings OPEN = Rooms.settings(PositionExpiry.DEFAULT, false);
  private static final RoomSettings PAUSED = Rooms.settings(PositionExpiry.DEFAULT, true);
  private static final Optional<Pace> UNKNOWN = Optional.empty();

  private static Optional<Pace> even(double perSecond) {
    return Optional.of(new Pace(perSecond, perSecond, Duration.ofSeconds(5)));
  }

  private static Optional<Pace> inSteps(long by, Duration every) {
    double perSecond = (double) by / every.toSeconds();
    return Optional.of(new Pace(perSecond, perSecond, every));
  }

  private static RoomSettings expiringAfter(long seconds) {
    return Rooms.settings(new PositionExpiry(true, Duration.ofSeconds(seconds)), false);
  }

  @ParameterizedTest
  @CsvSource({
    // numbers to go, at 10 a second, milliseconds
    "1,       2000",
    "200,     2000",
    "1000,    8500",
    "10000,   89500",
    "20000,   120000",
    "1000000, 120000",
    "9223372036854775807, 120000",
  })
  void isATenthOfTheShortestWaitWithinBounds(long numbers, long millis) {
    assertThat(NextPoll.waiting(numbers, even(10), OPEN)).hasMillis(millis);
  }

  @Test
  void goesByTheFastestSinceNobodyMayMissTheirTurn() {
    Optional<Pace> uneven = Optional.of(new Pace(1, 100, Duration.ofSeconds(5)));

    assertThat(NextPoll.waiting(10_000, uneven, OPEN))
        .isEqualTo(NextPoll.waiting(10_000, even(100), OPEN));
  }

  @Test
  void asksNoMoreThanTwentyTimesFromMoveToMove() {
    assertThat(NextPoll.waiting(1, inSteps(100, Duration.ofMinutes(1)), OPEN)).hasSeconds(3);
    assertThat(NextPoll.waiting(1, inSteps(100, Duration.ofMinutes(5)), OPEN)).hasSeconds(15);
    assertThat(NextPoll.waiting(1, inSteps(100, Duration.ofHours(1)), OPEN)).hasSeconds(120);
  }

  @ParameterizedTest
  @CsvSource({"1, 5000", "1000, 5000", "10000, 10000", "1000000, 120000"})
  void goesByTheLengthOfTheLineWhereThePaceIsNotKnown(long numbers, long millis) {
    assertThat(NextPoll.waiting(numbers, UNKNOWN, OPEN)).hasMillis(millis);
  }

  @ParameterizedTest
  @CsvSource({"1, 30000", "10000, 30000", "1000000, 120000"})
  void isSeldomInAPause(long numbers, long millis) {
    assertThat(NextPoll.waiting(numbers, UNKNOWN, PAUSED)).hasMillis(millis);
  }

  @Test
  void leavesTimeToClaimAPlaceThatIsReachedByAJump() {
    long farAway = 1_000_000;
    assertThat(NextPoll.waiting(farAway, even(10), expiringAfter(60))).hasSeconds(15);
    assertThat(NextPoll.waiting(farAway, UNKNOWN, expiringAfter(60))).hasSeconds(15);
    assertThat(NextPoll.waiting(farAway, even(10), expiringAfter(1))).hasSeconds(1);
    RoomSettings never = Rooms.settings(new PositionExpiry(false, Duration.ofSeconds(60)), false);
    assertThat(NextPoll.waiting(farAway, even(10), never)).hasSeconds(120);
  }

  @Test
  void endsWithTheTimeOfAPlaceThatIsServed() {
    assertThat(NextPoll.served(Optional.of(Duration.ofMinutes(15)))).hasSeconds(30);
    assertThat(NextPoll.served(Optional.of(Duration.ofSeconds(7)))).hasSeconds(7);
    assertThat(NextPoll.served(Optional.of(Duration.ofMillis(3)))).hasSeconds(1);
    assertThat(NextPoll.served(Optional.empty())).hasSeconds(30);
  }

  /**
   * Counts what a page asks from its first question to the one that finds it served. Two calls each
   * 3 s were 2,400 an hour.
   */
  @ParameterizedTest
  @CsvSource({
    // ahead, numbers a second, questions in all, questions per hour of waiting
    "100,       1,   31,   1055",
    "10000,     1,   131,    46",
    "1000000,   1,   8381,   30",
    "100,       10,  7,    1800",
    "10000,     10,  56,    197",
    "1000000,   10,  881,    31",
    "100,       100, 2,    1800",
    "10000,     100, 31,   1064",
    "1000000,   100, 131,    46",
  })
  void costsFarLessThanAskingEachThreeSeconds(
      long ahead, int perSecond, long questions, long perHour) {
    Optional<Pace> pace = even(perSecond);
    long asked = 1;
    long millis = 0;
    for (long toGo = ahead + 1; toGo > 0; toGo = ahead + 1 - millis / 1000 * perSecond) {
      millis += NextPoll.waiting(toGo, pace, OPEN).toMillis();
      asked++;
    }

    assertThat(List.of(asked, (asked - 1) * 3_600_000 / millis))
        .isEqualTo(List.of(questions, perHour));
  }
}
