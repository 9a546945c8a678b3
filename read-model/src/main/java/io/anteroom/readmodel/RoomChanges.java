package io.anteroom.readmodel;

import io.anteroom.domain.room.Reached;
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
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.span.NumberedSpan;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.SessionStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a batch of events changes in one room. A reset or a retirement takes back what the batch
 * brought before it: nobody will ask for that generation again.
 */
final class RoomChanges {

  private final Sequence base;
  private Optional<MirroredRoom> after;
  private final List<NumberedSpan> spans = new ArrayList<>();
  private final List<Reached> reached = new ArrayList<>();
  private final List<IssuedToken> tokens = new ArrayList<>();
  private final List<SessionUpdated> sessions = new ArrayList<>();

  /** Changes to a room as Redis has it; empty if Redis does not. */
  RoomChanges(Optional<MirroredRoom> before) {
    this.base = before.map(MirroredRoom::sequence).orElse(Sequence.NONE);
    this.after = before;
  }

  /** The last event before these changes. */
  Sequence base() {
    return base;
  }

  /** The last event among these changes, or the one before them. */
  Sequence last() {
    return after.map(MirroredRoom::sequence).orElse(Sequence.NONE);
  }

  boolean isEmpty() {
    return last().equals(base);
  }

  /** The room after these changes. */
  MirroredRoom after() {
    return after.orElseThrow();
  }

  /** Spans that are new or have grown, each first number once. */
  List<NumberedSpan> spans() {
    return spans;
  }

  /** Lines of the serving history that are new or have grown, each first number once. */
  List<Reached> reached() {
    return reached;
  }

  List<IssuedToken> tokens() {
    return tokens;
  }

  List<SessionUpdated> sessions() {
    return sessions;
  }

  /**
   * Takes the next event.
   *
   * @throws IllegalStateException if it does not follow
   */
  void take(RecordedEvent recorded) {
    Optional<MirroredRoom> before = after;
    Room room = Room.after(before.map(MirroredRoom::room), recorded);
    Optional<NumberedSpan> lastSpan = before.flatMap(MirroredRoom::lastSpan);
    Optional<Reached> lastReached = before.flatMap(MirroredRoom::lastReached);
    switch (recorded.event()) {
      case SpanNumbered(var span) -> {
        if (!room.retired()) {
          lastSpan = Optional.of(add(lastSpan, span));
        }
      }
      case ServingCounterMoved move -> lastReached = add(before.orElseThrow(), move, recorded);
      case TokenGenerated(var place, var claims) ->
          tokens.add(new IssuedToken(place, claims, SessionStatus.ACTIVE));
      case SessionUpdated session -> sessions.add(session);
      case RoomReset _, RoomRetired _ -> {
        spans.clear();
        reached.clear();
        tokens.clear();
        sessions.clear();
        lastSpan = Optional.empty();
        lastReached = Optional.empty();
      }
      case RoomConfigured _,
          PlacesHandedOn _,
          SettledPlacesCounted _,
          PositionsExpired _,
          MetricsReported _ -> {}
    }
    after = Optional.of(new MirroredRoom(room, lastSpan, lastReached));
  }

  private Optional<Reached> add(
      MirroredRoom before, ServingCounterMoved move, RecordedEvent recorded) {
    Optional<Reached> line =
        Reached.by(
            move,
            recorded.decidedAt(),
            before.room().expiry().highestServed(),
            _ -> before.lastReached());
    line.ifPresent(fresh -> {
      if (!reached.isEmpty() && reached.getLast().first().equals(fresh.first())) {
        reached.removeLast();
      }
      reached.add(fresh);
    });
    return line.or(before::lastReached);
  }

  /** Grows the last span or adds one. Numbers are dense, so only the last can ever be grown. */
  private NumberedSpan add(Optional<NumberedSpan> last, NumberedSpan span) {
    Optional<NumberedSpan> grown = last.flatMap(known -> known.mergedWith(span));
    if (grown.isPresent()
        && !spans.isEmpty()
        && spans.getLast().firstNumber().equals(grown.get().firstNumber())) {
      spans.removeLast();
    }
    NumberedSpan newest = grown.orElse(span);
    spans.add(newest);
    return newest;
  }
}
