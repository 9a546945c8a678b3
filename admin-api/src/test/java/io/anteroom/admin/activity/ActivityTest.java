package io.anteroom.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.admin.activity.History.Step;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class ActivityTest {

  /** Where a step begins. */
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Duration LONG = Duration.ofHours(2);

  private final Map<EventId, Room> mirror = new HashMap<>();
  private final Activity activity = new Activity(name -> Optional.ofNullable(mirror.get(name)), 2);
  private final LivedRoom room = new LivedRoom("Sample");

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  private static void take(Activity activity, List<RecordedEvent> events) {
    events.forEach(activity::take);
  }

  /** The newest steps, the oldest of them first. */
  private List<Step> newest(int count, LivedRoom of, Instant now) {
    List<Step> steps = activity.history(of.room(), now).orElseThrow().steps();
    assertThat(steps).hasSize(History.STEPS);
    return steps.subList(History.STEPS - count, History.STEPS);
  }

  private static List<Long> each(List<Step> steps, ToLongFunction<Step> value) {
    return steps.stream().mapToLong(value).boxed().toList();
  }

  /** Where the counters stood at the end of steps; -1 where there were none. */
  private static List<Long> levels(List<Step> steps, ToLongFunction<Levels> level) {
    return each(steps, step -> step.atEnd().map(level::applyAsLong).orElse(-1L));
  }

  @Test
  void countsWhoJoinedInTheStepOfJoiningAndHowLongThatTookInTheStepOfNumbering() {
    room.made(NOON).joined(3, at(1), at(2)).joined(2, at(14), at(31)).joined(1, at(30), at(31));
    take(activity, room.events());

    List<Step> steps = newest(3, room, at(40));

    assertThat(each(steps, Step::arrivals)).containsExactly(5L, 0L, 1L);
    assertThat(steps)
        .extracting(Step::lagMillis)
        .containsExactly(OptionalLong.of(1_000), OptionalLong.empty(), OptionalLong.of(17_000));
    assertThat(levels(steps, Levels::waiting)).containsExactly(3L, 3L, 6L);
  }

  @Test
  void showsWhereCountersStoodAtTheEndOfEachStep() {
    room.made(NOON)
        .joined(5, NOON, NOON)
        .served(9, Cause.ADMIN, at(1))
        .token(0, LONG, at(2))
        .token(1, LONG, at(16))
        .closed(0, SessionStatus.COMPLETED, at(17))
        .served(-6, Cause.ADMIN, at(45));
    take(activity, room.events());

    List<Step> steps = newest(5, room, at(46));

    assertThat(levels(steps, Levels::serving)).containsExactly(-1L, 9L, 9L, 9L, 3L);
    assertThat(levels(steps, Levels::waiting)).containsExactly(-1L, 4L, 3L, 3L, 3L);
    assertThat(each(steps, Step::admitted)).containsExactly(0L, 1L, 1L, 0L, 0L);
    assertThat(levels(steps, Levels::closed)).containsExactly(-1L, 0L, 1L, 1L, 1L);
  }

  @Test
  void countsPositionsThatExpiredAsWaitingNoMore() {
    room.made(NOON).joined(4, NOON, NOON).served(3, Cause.ADMIN, NOON).ticked(at(960));
    take(activity, room.events());

    assertThat(levels(newest(2, room, at(970)), Levels::waiting)).containsExactly(4L, 1L);
  }

  @Test
  void countsOverAResetButShowsTheLevelsOfThePresentGenerationAlone() {
    room.made(NOON)
        .joined(5, NOON, NOON)
        .served(5, Cause.ADMIN, NOON)
        .reset(at(20))
        .joined(2, at(21), at(22));
    take(activity, room.events());

    History history = activity.history(room.room(), at(25)).orElseThrow();

    assertThat(history.generation()).isEqualTo(new Generation(2));
    assertThat(history.began()).contains(at(20));
    List<Step> steps = newest(2, room, at(25));
    assertThat(each(steps, Step::arrivals)).containsExactly(5L, 2L);
    assertThat(levels(steps, Levels::waiting)).containsExactly(-1L, 2L);
    assertThat(levels(steps, Levels::serving)).containsExactly(-1L, 0L);
  }

  @Test
  void saysNothingBetweenTheResetInTheMirrorAndTheResetInTheLog() {
    room.made(NOON).joined(5, NOON, NOON);
    take(activity, room.events());
    room.reset(at(20));

    assertThat(activity.history(room.room(), at(21))).isEmpty();
  }

  @Test
  void showsARoomInWhichNothingHappenedAsItStands() {
    room.made(NOON).joined(5, NOON, NOON).served(2, Cause.ADMIN, NOON);

    List<Step> steps = newest(History.STEPS, room, NOON.plus(LONG));

    assertThat(steps).extracting(Step::atEnd).containsOnly(Optional.of(Levels.of(room.room())));
    assertThat(activity.feed(room.room(), NOON.plus(LONG))).contains(List.of());
  }

  @Test
  void saysNothingOfARoomThatHasDecidedWhatWasNotHeard() {
    room.made(NOON);

    assertThat(activity.history(room.room(), at(10))).isEmpty();
    assertThat(activity.feed(room.room(), at(10))).isEmpty();
  }

  @Test
  void knowsWhereCountersStoodOnceTheLogIsReadToWhereTheMirrorIs() {
    room.made(NOON.minus(LONG)).joined(7, NOON, NOON).served(4, Cause.ADMIN, at(20));
    Room meeting = room.room();
    room.served(1, Cause.ADMIN, at(40));
    mirror.put(meeting.eventId(), meeting);

    activity.take(room.events().get(1));
    assertThat(activity.history(room.room(1), at(1))).isEmpty();
    take(activity, room.events().subList(2, 4));

    assertThat(levels(newest(4, room, at(50)), Levels::serving)).containsExactly(0L, 4L, 5L, 5L);
    assertThat(levels(newest(5, room, at(50)), Levels::waiting))
        .containsExactly(0L, 7L, 7L, 7L, 7L);
  }

  @Test
  void waitsForTheMirrorThatShowsTheRoomAtAnEventThatIsPast() {
    room.made(NOON.minus(LONG)).joined(7, NOON, NOON).served(4, Cause.ADMIN, at(1));
    take(activity, room.events().subList(1, 3));

    assertThat(activity.history(room.room(2), at(2))).isEmpty();
    assertThat(activity.history(room.room(), at(2))).isPresent();
  }

  @Test
  void takesWhatIsDatedAheadAsHappeningNow() {
    room.made(NOON).served(3, Cause.ADMIN, at(1)).joined(2, at(400), at(500));
    take(activity, room.events());

    List<Step> steps = newest(2, room, at(16));

    assertThat(each(steps, Step::arrivals)).containsExactly(0L, 2L);
    assertThat(levels(steps, Levels::serving)).containsExactly(3L, 3L);
    assertThat(levels(steps, Levels::waiting)).containsExactly(0L, 2L);
  }

  @Test
  void findsNoJoinNumberedBeforeItsTime() {
    room.made(NOON).joined(1, at(9), at(2));
    take(activity, room.events());

    assertThat(newest(1, room, at(10)).getFirst().lagMillis()).hasValue(0);
  }

  @Test
  void passesOverWhatItHasHeardBefore() {
    room.made(NOON).joined(3, NOON, NOON).served(2, Cause.ADMIN, at(1));
    take(activity, room.events());
    take(activity, room.events().subList(1, 3));

    assertThat(newest(1, room, at(2)).getFirst().arrivals()).isEqualTo(3);
    assertThat(activity.feed(room.room(), at(2)).orElseThrow()).hasSize(3);
  }

  @Test
  void beginsAnewBehindWhatItHasNotHeardAndSaysNothingOfThatHour() {
    room.made(NOON).served(1, Cause.ADMIN, at(1)).served(1, Cause.ADMIN, at(2));
    room.served(1, Cause.ADMIN, at(3));
    take(activity, room.events().subList(0, 2));
    activity.take(room.events().getLast());

    assertThat(activity.history(room.room(), at(4))).isEmpty();
    assertThat(activity.feed(room.room(), at(4))).isEmpty();
    Instant later = at(4).plus(Activity.HOUR);
    room.served(-2, Cause.ADMIN, later);
    activity.take(room.events().getLast());
    assertThat(levels(newest(2, room, later), Levels::serving)).containsExactly(3L, 1L);
  }

  @Test
  void tellsOfAnotherLogOnly() {
    room.made(NOON).served(7, Cause.ADMIN, at(1));
    take(activity, room.events());
    LivedRoom other = new LivedRoom("Sample").made(at(2)).served(1, Cause.ADMIN, at(3));
    take(activity, other.events());

    assertThat(levels(newest(1, other, at(4)), Levels::serving)).containsExactly(1L);
    assertThat(activity.feed(other.room(), at(4)).orElseThrow()).hasSize(2);
  }

  @Test
  void saysNothingOfMoreRoomsThanItKeepsUntilOthersAreQuiet() {
    LivedRoom second = new LivedRoom("Second").made(NOON);
    LivedRoom third = new LivedRoom("Third").made(NOON);
    take(activity, room.made(NOON).events());
    take(activity, second.events());
    take(activity, third.events());
    assertThat(activity.history(second.room(), at(1))).isPresent();
    assertThat(activity.history(third.room(), at(1))).isEmpty();

    int later = Math.toIntExact(Activity.HOUR.toSeconds()) - 5;
    third.served(1, Cause.ADMIN, at(later)).served(1, Cause.ADMIN, at(later + 10));
    take(activity, third.events().subList(1, 3));
    assertThat(activity.history(third.room(), at(later + 10))).isEmpty();
    third.served(1, Cause.ADMIN, at(later + 15));
    take(activity, third.events().subList(3, 4));
    assertThat(activity.history(third.room(), at(later + 20)))
        .as("what was turned away is not an hour old")
        .isEmpty();

    assertThat(activity.history(third.room(), at(2 * later + 60))).isPresent();
  }

  @Test
  void keepsNoMoreStepsThanItMust() {
    room.made(NOON);
    for (int step = 0; step < 3 * History.STEPS; step++) {
      room.served(1, Cause.ADMIN, at(15 * step));
    }
    take(activity, room.events());

    List<Step> steps = newest(History.STEPS, room, at(15 * 3 * History.STEPS - 1));

    assertThat(levels(steps, Levels::serving))
        .startsWith(2L * History.STEPS + 1)
        .endsWith(3L * History.STEPS);
  }
}
