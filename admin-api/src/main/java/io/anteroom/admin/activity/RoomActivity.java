package io.anteroom.admin.activity;

import io.anteroom.admin.activity.Happening.Configured;
import io.anteroom.admin.activity.Happening.Drifted;
import io.anteroom.admin.activity.Happening.JoinsNumbered;
import io.anteroom.admin.activity.Happening.Moved;
import io.anteroom.admin.activity.Happening.SessionsUpdated;
import io.anteroom.admin.activity.Happening.TokensGenerated;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent.MetricsReported;
import io.anteroom.domain.room.RoomEvent.PlacesHandedOn;
import io.anteroom.domain.room.RoomEvent.PositionsExpired;
import io.anteroom.domain.room.RoomEvent.RoomConfigured;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.RoomRetired;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.SettledPlacesCounted;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened in one room, from some event on.
 *
 * <p>Events say by how much counters change, seldom where they stand. Where they stood in the
 * beginning comes out when the log is read to the very event at which the mirror shows the room:
 * from then on the log alone says where they stand, at each of its events, back and forth.
 *
 * <pre>
 *   log      ... [first event heard] -----changes-----> [event of the mirror] -----> ...
 *   levels        base = shown - changes                 shown
 * </pre>
 */
final class RoomActivity {

  private final Instant wholeFrom;
  private final Feed feed = new Feed();
  private final Steps steps;
  private Generation generation;
  private Sequence last;
  private Instant lastAt;

  /** How far the levels have come since this began, or the generation did. */
  private Levels changes = Levels.ZERO;

  /** Where they stood then, once that is known. */
  private Optional<Levels> base = Optional.empty();

  /** The room as the mirror has it, until the log is read so far. */
  private Optional<Room> shown = Optional.empty();

  /** When the generation began, if that was heard. */
  private Optional<Instant> began = Optional.empty();

  private Optional<RoomSettings> settings = Optional.empty();
  private Optional<RecordedEvent> reset = Optional.empty();

  /**
   * Begins in front of an event, which it does not take.
   *
   * @param wholeFrom what was before that may be missing
   */
  RoomActivity(RecordedEvent first, Instant wholeFrom) {
    this.wholeFrom = wholeFrom;
    this.generation = first.generation();
    this.last = new Sequence(first.sequence().value() - 1);
    this.lastAt = first.decidedAt();
    this.steps = new Steps(Optional.of(Levels.ZERO));
    if (last.equals(Sequence.NONE)) {
      begin(first);
    }
  }

  /** The event taken last. */
  Sequence last() {
    return last;
  }

  boolean isIn(Generation other) {
    return generation.equals(other);
  }

  /** Says whether nothing is missing since then. */
  boolean isWholeFrom(Instant time) {
    return !wholeFrom.isAfter(time);
  }

  boolean isQuietSince(Instant time) {
    return lastAt.isBefore(time);
  }

  /** Says whether it would help to know how the mirror shows the room. */
  boolean isToSeeTheRoom() {
    return base.isEmpty() && shown.isEmpty();
  }

  /** Sees how the mirror shows the room; an event that is past helps no more. */
  void see(Room room) {
    if (room.sequence().compareTo(last) >= 0) {
      shown = Optional.of(room);
      compare();
    }
  }

  private void compare() {
    shown
        .filter(room -> room.sequence().equals(last))
        .ifPresent(room -> {
          base = base.or(() -> Optional.of(Levels.of(room).minus(changes)));
          settings = Optional.of(room.settings());
          shown = Optional.empty();
        });
  }

  /** Takes the event behind the last one. */
  void take(RecordedEvent recorded) {
    if (recorded.event() instanceof RoomReset) {
      begin(recorded);
    }
    changes = changes.plus(Levels.changedBy(recorded.event()));
    steps.take(recorded, changes);
    told(recorded).map(told -> FeedEntry.of(recorded, told)).ifPresent(feed::take);
    last = recorded.sequence();
    lastAt = recorded.decidedAt();
    if (recorded.event() instanceof RoomConfigured(var now)) {
      settings = Optional.of(now);
    }
    reset = Optional.of(recorded).filter(event -> event.event() instanceof RoomReset);
    compare();
  }

  private void begin(RecordedEvent first) {
    generation = first.generation();
    began = Optional.of(first.decidedAt());
    steps.begin();
    changes = Levels.ZERO;
    base = Optional.of(Levels.ZERO);
  }

  private Optional<Happening> told(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case RoomConfigured(var now) -> Optional.of(configured(recorded, now));
      case ServingCounterMoved move -> Optional.of(moved(move));
      case RoomReset _ -> Optional.of(new Happening.Reset(recorded.generation()));
      case RoomRetired _ -> Optional.of(new Happening.Retired());
      case PositionsExpired(var count, _) ->
          count > 0 ? Optional.of(new Happening.PositionsExpired(count)) : Optional.empty();
      case TokenGenerated _ -> Optional.of(new TokensGenerated(1));
      case SessionUpdated(_, _, var status) -> Optional.of(updated(status));
      case SpanNumbered(var span) ->
          Optional.of(new JoinsNumbered(span.firstNumber().value(), span.lastNumber().value()));
      case PlacesHandedOn _, SettledPlacesCounted _, MetricsReported _ -> Optional.empty();
    };
  }

  private Configured configured(RecordedEvent recorded, RoomSettings now) {
    boolean made = isMade(recorded);
    return new Configured(made ? Optional.empty() : settings, now, made);
  }

  /** A room that is made again begins a generation and is configured, in one decision. */
  private boolean isMade(RecordedEvent recorded) {
    return recorded.sequence().equals(Sequence.NONE.next())
        || reset.filter(begun -> begun.decidedAt().equals(recorded.decidedAt())).isPresent();
  }

  private static Happening moved(ServingCounterMoved move) {
    return move.cause() == Cause.ADMIN
        ? new Moved(move)
        : new Drifted(move.previous(), move.by(), move.current(), move.cause(), 1);
  }

  private static SessionsUpdated updated(SessionStatus status) {
    return status == SessionStatus.COMPLETED
        ? new SessionsUpdated(1, 0)
        : new SessionsUpdated(0, 1);
  }

  /** The last hour; empty as long as nobody knows where its counters stood. */
  Optional<History> lastHour(Instant now) {
    return base.map(levels -> History.of(generation, began, now, steps.lastHour(now, levels)));
  }

  Feed feed() {
    return feed;
  }
}
