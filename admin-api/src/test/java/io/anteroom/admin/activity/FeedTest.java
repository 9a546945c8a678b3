package io.anteroom.admin.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.admin.activity.Happening.Configured;
import io.anteroom.admin.activity.Happening.Drifted;
import io.anteroom.admin.activity.Happening.JoinsNumbered;
import io.anteroom.admin.activity.Happening.Moved;
import io.anteroom.admin.activity.Happening.PositionsExpired;
import io.anteroom.admin.activity.Happening.Reset;
import io.anteroom.admin.activity.Happening.Retired;
import io.anteroom.admin.activity.Happening.SessionsUpdated;
import io.anteroom.admin.activity.Happening.TokensGenerated;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.SessionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeedTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration LONG = Duration.ofHours(2);
  private static final RoomSettings DEFAULTS =
      RoomSettings.defaults(new Issuer("https://example.com"));

  private final LivedRoom room = new LivedRoom("Sample");

  private static Instant at(int seconds) {
    return NOON.plusSeconds(seconds);
  }

  static SettingsChange paused(boolean paused) {
    return SettingsChange.to(
        new RoomSettings(
            DEFAULTS.validityPeriod(),
            DEFAULTS.issuer(),
            DEFAULTS.positionExpiry(),
            false,
            false,
            JoinLimit.NONE,
            paused,
            false));
  }

  private List<FeedEntry> feed(int from, Optional<Room> mirror, Instant now) {
    Activity activity = new Activity(_ -> mirror);
    room.events().stream().skip(from).forEach(activity::take);
    return activity.feed(room.room(), now).orElseThrow();
  }

  private List<Happening> happenings(Instant now) {
    return feed(0, Optional.empty(), now).stream().map(FeedEntry::happening).toList();
  }

  @Test
  void tellsWhatSomebodyDidOneByOneTheNewestFirst() {
    room.made(NOON)
        .served(5, Cause.ADMIN, at(1))
        .served(-2, Cause.ADMIN, at(2))
        .set(paused(true), at(3))
        .reset(at(4))
        .retired(at(5))
        .made(at(6));

    List<Happening> told = happenings(at(7));

    assertThat(told).hasSize(8);
    assertThat(told.get(0)).isEqualTo(new Configured(Optional.empty(), DEFAULTS, true));
    assertThat(told.get(1)).isEqualTo(new Reset(new Generation(3)));
    assertThat(told.get(2)).isEqualTo(new Retired());
    assertThat(told.get(3)).isEqualTo(new Reset(new Generation(2)));
    assertThat(told.get(4))
        .isEqualTo(new Configured(Optional.of(DEFAULTS), paused(true).appliedTo(DEFAULTS), false));
    assertThat(told.get(5))
        .isInstanceOfSatisfying(Moved.class, it -> assertThat(it.move().by()).isEqualTo(-2));
    assertThat(told.get(6))
        .isInstanceOfSatisfying(Moved.class, it -> assertThat(it.move().by()).isEqualTo(5));
    assertThat(told.get(7)).isEqualTo(new Configured(Optional.empty(), DEFAULTS, true));
  }

  @Test
  void tellsWhatGoesByItselfTenSecondsAtATime() {
    room.made(NOON.minusSeconds(1))
        .joined(3, NOON, NOON)
        .served(1, Cause.INLET, at(1))
        .served(1, Cause.ADMIN, at(2))
        .token(0, LONG, at(3))
        .served(1, Cause.INLET, at(4))
        .token(1, LONG, at(5))
        .closed(0, SessionStatus.COMPLETED, at(6))
        .joined(2, at(7), at(7))
        .closed(1, SessionStatus.ABANDONED, at(8))
        .token(2, LONG, at(12));

    List<FeedEntry> feed = feed(0, Optional.empty(), at(13));

    assertThat(feed)
        .extracting(FeedEntry::happening)
        .startsWith(new TokensGenerated(1), new SessionsUpdated(1, 1), new TokensGenerated(2))
        .contains(
            new JoinsNumbered(1, 5),
            new Drifted(new ServingCounter(0), 2, new ServingCounter(3), Cause.INLET, 2));
    assertThat(feed)
        .extracting(FeedEntry::at)
        .containsExactly(at(12), at(6), at(3), at(2), at(1), NOON, NOON.minusSeconds(1));
    assertThat(feed)
        .extracting(entry -> entry.sequence().value())
        .containsExactly(11L, 8L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void putsNothingTogetherAcrossAReset() {
    room.made(NOON).joined(3, NOON, NOON).reset(at(1)).joined(2, at(2), at(2));

    assertThat(happenings(at(3)))
        .startsWith(new JoinsNumbered(1, 2), new Reset(new Generation(2)), new JoinsNumbered(1, 3));
  }

  @Test
  void tellsOfPositionsThatExpiredAndNotOfSweepsThatFoundNone() {
    room.made(NOON)
        .joined(3, NOON, NOON)
        .served(1, Cause.ADMIN, NOON)
        .token(0, LONG, NOON)
        .ticked(at(901))
        .served(2, Cause.ADMIN, at(902))
        .ticked(at(1803));

    assertThat(happenings(at(1804)))
        .filteredOn(PositionsExpired.class::isInstance)
        .containsExactly(new PositionsExpired(2));
  }

  @Test
  void doesNotKnowWhatSettingsWereBeforeUnlessTheMirrorShowsIt() {
    room.made(NOON).set(paused(true), at(1));

    assertThat(feed(1, Optional.empty(), at(2)).getFirst().happening())
        .isInstanceOfSatisfying(
            Configured.class,
            configured -> {
              assertThat(configured.made()).isFalse();
              assertThat(configured.before()).isEmpty();
            });
    assertThat(feed(1, Optional.of(room.room(1)), at(2)).getFirst().happening())
        .isInstanceOfSatisfying(
            Configured.class, configured -> assertThat(configured.before()).contains(DEFAULTS));
  }

  @Test
  void letsNoTrafficDisplaceWhatSomebodyDid() {
    room.made(NOON);
    for (int second = 0; second < 1_000; second++) {
      room.served(1, Cause.INLET, at(second));
    }
    for (int move = 0; move < 60; move++) {
      room.served(1, Cause.ADMIN, at(1_000));
    }

    List<Happening> told = happenings(at(1_000));

    assertThat(told).filteredOn(Drifted.class::isInstance).hasSize(Feed.MAX_TRAFFIC);
    assertThat(told).filteredOn(Moved.class::isInstance).hasSize(Feed.MAX_DEEDS);
    assertThat(told).hasSize(Feed.MAX_TRAFFIC + Feed.MAX_DEEDS);
  }

  @Test
  void tellsOfTheLastHourOnly() {
    room.made(NOON).served(1, Cause.ADMIN, at(10));

    assertThat(happenings(NOON.plus(Activity.HOUR).plusSeconds(5))).hasSize(1);
    assertThat(happenings(NOON.plus(Activity.HOUR).plusSeconds(15))).isEmpty();
  }
}
