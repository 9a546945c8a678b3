package io.anteroom.ingress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.edge.Answer;
import io.anteroom.ingress.pace.Pace;
import io.anteroom.ingress.pace.WaitRange;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a page shows to one person in the line, and when it asks again.
 *
 * @param number empty while there is none
 * @param servingCounter how far serving has come
 * @param ahead how many are served before this one; empty while nobody can say
 * @param toWait empty where nobody waits, or nobody can say for how long
 * @param left how long a served place is kept; empty if it is not served, or kept for ever
 */
record QueueStatus(
    Optional<Long> number,
    long servingCounter,
    Optional<Long> ahead,
    Optional<WaitRange> toWait,
    State state,
    RoomState roomState,
    Optional<Duration> left,
    Duration nextPoll) {

  /** Where a place stands, by the contract's name. */
  enum State {
    NUMBERING,
    WAITING,
    SERVED,
    EXPIRED
  }

  /**
   * What its owner has made of the room, by the contract's name. A room that is both closed and
   * paused is paused: that is what matters to those who wait.
   */
  enum RoomState {
    OPEN,
    CLOSED,
    PAUSED;

    static RoomState of(RoomSettings settings) {
      if (settings.paused()) {
        return PAUSED;
      }
      return settings.closed() ? CLOSED : OPEN;
    }
  }

  /**
   * What a page shows of a place.
   *
   * @param standing where it stands; not unknown
   * @param pace how fast serving goes; empty if that is not known
   */
  static QueueStatus of(Room room, Standing standing, Optional<Pace> pace, Instant now) {
    return switch (standing) {
      case Standing.Unknown() -> throw new IllegalArgumentException("no place has no status");
      case Standing.NotNumbered() -> numbering(room);
      case Standing.Waiting(var number, _) -> waiting(room, number, pace);
      case Standing.Served(var number, _, var until) ->
          served(room, number, until.map(end -> Duration.between(now, end)));
      case Standing.Expired(var number, _) -> expired(room, number);
    };
  }

  private static QueueStatus numbering(Room room) {
    return new QueueStatus(
        Optional.empty(),
        room.servingCounter().value(),
        Optional.empty(),
        Optional.empty(),
        State.NUMBERING,
        RoomState.of(room.settings()),
        Optional.empty(),
        NextPoll.NUMBERING);
  }

  private static QueueStatus waiting(Room room, QueueNumber number, Optional<Pace> pace) {
    long serving = room.servingCounter().value();
    long toGo = number.value() - serving;
    return new QueueStatus(
        Optional.of(number.value()),
        serving,
        Optional.of(toGo - 1),
        pace.map(known -> known.waitFor(toGo)),
        State.WAITING,
        RoomState.of(room.settings()),
        Optional.empty(),
        NextPoll.waiting(toGo, pace, room.settings()));
  }

  private static QueueStatus served(Room room, QueueNumber number, Optional<Duration> left) {
    return passed(room, number, State.SERVED, left, NextPoll.served(left));
  }

  private static QueueStatus expired(Room room, QueueNumber number) {
    return passed(room, number, State.EXPIRED, Optional.empty(), NextPoll.LONGEST);
  }

  private static QueueStatus passed(
      Room room, QueueNumber number, State state, Optional<Duration> left, Duration nextPoll) {
    return new QueueStatus(
        Optional.of(number.value()),
        room.servingCounter().value(),
        Optional.of(0L),
        Optional.empty(),
        state,
        RoomState.of(room.settings()),
        left,
        nextPoll);
  }

  /**
   * The answer. Caches may keep it as they may keep a queue number: together with a tag of
   * generation and content, and only to ask each time whether it still holds. So a reset is seen at
   * once, and a page in a line that does not move gets a 304.
   */
  Answer answer(Room room) {
    return Answer.ok(
            new Body(
                number,
                servingCounter,
                ahead,
                toWait.map(range -> new Wait(range.lowSeconds(), range.highSeconds())),
                word(state),
                word(roomState),
                left.map(Duration::toSeconds),
                nextPoll.toMillis()))
        .revalidatedBy(tag(room));
  }

  private String tag(Room room) {
    return Stream.of(
            "g" + room.generation(),
            word(state),
            word(roomState),
            number.orElse(0L),
            servingCounter,
            toWait.map(range -> range.lowSeconds() + "-" + range.highSeconds()).orElse("x"),
            left.map(Duration::toSeconds).map(String::valueOf).orElse("x"),
            nextPoll.toMillis())
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  private static String word(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  /** The body, in the contract's words. */
  private record Body(
      @JsonProperty("queue_number") Optional<Long> queueNumber,
      @JsonProperty("serving_counter") long servingCounter,
      @JsonProperty("ahead") Optional<Long> ahead,
      @JsonProperty("wait_seconds") Optional<Wait> waitSeconds,
      @JsonProperty("state") String state,
      @JsonProperty("room_state") String roomState,
      @JsonProperty("expires_in") Optional<Long> expiresIn,
      @JsonProperty("next_poll_ms") long nextPollMs) {}

  private record Wait(@JsonProperty("low") long low, @JsonProperty("high") long high) {}
}
