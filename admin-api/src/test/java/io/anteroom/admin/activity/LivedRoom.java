package io.anteroom.admin.activity;

import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.SettingsChange;
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
import java.util.Map;
import java.util.Optional;

/** A real room in memory that remembers what it decided, and where that took it. */
final class LivedRoom {

  private static final Issuer ISSUER = new Issuer("https://example.com");

  private final EventId eventId;
  private final InMemoryRoomState state = new InMemoryRoomState();
  private final List<RecordedEvent> events = new ArrayList<>();
  private final List<Room> rooms = new ArrayList<>();
  private long joins;

  LivedRoom(String name) {
    this.eventId = new EventId(name);
  }

  LivedRoom made(Instant now) {
    return set(SettingsChange.NONE, now);
  }

  LivedRoom set(SettingsChange change, Instant now) {
    return ask(new ConfigureRoom(eventId, change, ISSUER, ends()), now);
  }

  /** People who joined at one time, and get their numbers at another. */
  LivedRoom joined(int count, Instant joinedAt, Instant now) {
    OffsetRange range = new OffsetRange(0, joins, joins + count - 1);
    joins += count;
    return ask(new NumberSpan(new JoinSpan(eventId, range, joinedAt, joinedAt)), now);
  }

  LivedRoom served(long by, Cause cause, Instant now) {
    return ask(new IncrementServingCounter(eventId, by, cause), now);
  }

  LivedRoom token(long offset, Duration validity, Instant now) {
    Place place = new Place(0, offset);
    return ask(
        new IssueToken(
            eventId,
            new RequestId(0, offset),
            place,
            new KeyId("key"),
            new TokenId("token-" + offset),
            Optional.empty(),
            Optional.of(new ValidityPeriod(validity.toSeconds()))),
        now);
  }

  LivedRoom closed(long offset, SessionStatus status, Instant now) {
    return ask(
        new UpdateSession(eventId, new RequestId(0, offset), new Place(0, offset), status), now);
  }

  LivedRoom ticked(Instant now) {
    return ask(new Tick(eventId), now);
  }

  LivedRoom reset(Instant now) {
    return ask(new Reset(eventId, ends()), now);
  }

  LivedRoom retired(Instant now) {
    return ask(new RetireRoom(eventId), now);
  }

  private PartitionOffsets ends() {
    return new PartitionOffsets(Map.of(0, joins));
  }

  /** Asks; the room may say no. */
  private LivedRoom ask(Command command, Instant now) {
    WaitingRoom room = new WaitingRoom(eventId, state);
    if (room.decide(command, now) instanceof Accepted(var decided, _)) {
      for (RecordedEvent event : decided) {
        room.apply(event);
        events.add(event);
        rooms.add(state.room().orElseThrow());
      }
    }
    return this;
  }

  /** The offset behind the last join. */
  long joins() {
    return joins;
  }

  InMemoryRoomState state() {
    return state;
  }

  Room room() {
    return rooms.getLast();
  }

  /** The room as it was behind one of its events. */
  Room room(int sequence) {
    return rooms.get(sequence - 1);
  }

  List<RecordedEvent> events() {
    return List.copyOf(events);
  }
}
