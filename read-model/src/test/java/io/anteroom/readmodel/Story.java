package io.anteroom.readmodel;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The history of one room, told by what it is asked. The real aggregate decides. */
final class Story {

  static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private final EventId eventId;
  private final InMemoryRoomState state = new InMemoryRoomState();
  private final List<RecordedEvent> events = new ArrayList<>();
  private int told;
  private Instant now = START;

  private Story(EventId eventId) {
    this.eventId = eventId;
  }

  /** A room that has just been made. */
  static Story of(String eventId) {
    return new Story(new EventId(eventId))
        .set(
            SettingsChange.to(
                new RoomSettings(
                    new ValidityPeriod(60),
                    new Issuer("https://example.com"),
                    PositionExpiry.DEFAULT,
                    false,
                    false,
                    JoinLimit.NONE,
                    false,
                    false)));
  }

  /** Sets some settings; makes the room again if it was retired. */
  Story set(SettingsChange change) {
    return ask(
        new Command.ConfigureRoom(
            eventId, change, new Issuer("https://example.com"), PartitionOffsets.ZERO));
  }

  /** How long a served place is kept from now on. */
  Story keptFor(Duration period) {
    return set(
        new SettingsChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(true),
            Optional.of(period),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  Story retired() {
    return ask(new Command.RetireRoom(eventId));
  }

  /** Lets expire what has expired by now. */
  Story ticked() {
    return ask(new Command.Tick(eventId));
  }

  static RequestId request(Place place) {
    return new RequestId(place.partition(), place.offset());
  }

  Story joined(int partition, long from, long to) {
    JoinSpan span = new JoinSpan(eventId, new OffsetRange(partition, from, to), now, now);
    return ask(new Command.NumberSpan(span));
  }

  Story served(long by) {
    return ask(new Command.IncrementServingCounter(eventId, by, Cause.ADMIN));
  }

  Story token(int partition, long offset) {
    Place place = new Place(partition, offset);
    return ask(
        new Command.IssueToken(
            eventId,
            request(place),
            place,
            new KeyId("key"),
            new TokenId("token-" + place),
            Optional.empty(),
            Optional.empty()));
  }

  Story session(int partition, long offset, SessionStatus status) {
    Place place = new Place(partition, offset);
    return ask(new Command.UpdateSession(eventId, request(place), place, status));
  }

  Story reset() {
    return ask(new Command.Reset(eventId, PartitionOffsets.ZERO));
  }

  Story later(long millis) {
    now = now.plusMillis(millis);
    return this;
  }

  /** Asks; the room may say no. */
  Story ask(Command command) {
    WaitingRoom waitingRoom = new WaitingRoom(eventId, state);
    if (waitingRoom.decide(command, now) instanceof Decision.Accepted(var decided, _)) {
      decided.forEach(waitingRoom::apply);
      events.addAll(decided);
    }
    return this;
  }

  /** Where a place without a token stands now. */
  Standing standing(Place place) {
    Generation generation = room().generation();
    return Standing.of(
        room(),
        place,
        state.spanHolding(generation, place),
        number -> state.reached(generation, number),
        now);
  }

  EventId eventId() {
    return eventId;
  }

  Room room() {
    return state.room().orElseThrow();
  }

  InMemoryRoomState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  /** Everything that was decided. */
  List<RecordedEvent> all() {
    return List.copyOf(events);
  }

  /** What was decided since this was last asked. */
  List<RecordedEvent> news() {
    List<RecordedEvent> news = List.copyOf(events.subList(told, events.size()));
    told = events.size();
    return news;
  }
}
