package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** The real room with its clock, and a memory of keys as it has one. */
final class ModelRoom {

  static final EventId ID = SiteScript.ROOM;

  /** As long as the real one remembers. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private static final int PARTITIONS = 3;

  /** Sees the room after each command that moved or reset it. */
  interface Follower {
    void moved(ServingCounterMoved move);

    void reset();
  }

  private record Remembered(Instant at, Command command, Decision decision) {}

  private final Agenda agenda;
  private final SplittableRandom random;
  private final InMemoryRoomState state = new InMemoryRoomState();
  private final WaitingRoom room = new WaitingRoom(ID, state);
  private final Occupancy occupancy = new Occupancy(state);
  private final Map<String, Remembered> memory = new HashMap<>();
  private final List<Follower> followers = new ArrayList<>();
  private final long[] ends = new long[PARTITIONS];

  ModelRoom(Agenda agenda, SplittableRandom random) {
    this.agenda = agenda;
    this.random = random;
    configure(SettingsChange.NONE);
    tickOn();
  }

  void follow(Follower follower) {
    followers.add(follower);
  }

  private void tickOn() {
    agenda.afterMillis(
        random.nextLong(900, 1_100),
        () -> {
          send(new Tick(ID));
          tickOn();
        });
  }

  void configure(SettingsChange change) {
    send(new ConfigureRoom(ID, change, new Issuer("made"), PartitionOffsets.ZERO));
  }

  void pause(boolean paused) {
    SettingsChange none = SettingsChange.NONE;
    configure(
        new SettingsChange(
            none.validityPeriod(),
            none.issuer(),
            none.expiryEnabled(),
            none.expiryPeriod(),
            none.autoIncrement(),
            none.metrics(),
            none.joinLimit(),
            Optional.of(paused),
            none.closed()));
  }

  /** Somebody joins, and has a number. */
  Place join() {
    int partition = random.nextInt(PARTITIONS);
    long offset = ends[partition]++;
    OffsetRange range = new OffsetRange(partition, offset, offset);
    send(new NumberSpan(new JoinSpan(ID, range, agenda.now(), agenda.now())));
    return new Place(partition, offset);
  }

  static IssueToken claim(Place place) {
    return claim(place, Optional.empty());
  }

  /** Claims a token of that place, for so long. */
  static IssueToken claim(Place place, Optional<ValidityPeriod> validity) {
    return new IssueToken(
        ID,
        new RequestId(place.partition(), place.offset()),
        place,
        new KeyId("key"),
        new TokenId("token"),
        Optional.empty(),
        validity);
  }

  static UpdateSession close(Place place, SessionStatus status) {
    return new UpdateSession(ID, new RequestId(place.partition(), place.offset()), place, status);
  }

  PartitionOffsets ends() {
    Map<Integer, Long> byPartition = new HashMap<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      byPartition.put(partition, ends[partition]);
    }
    return new PartitionOffsets(byPartition);
  }

  /** Sends a command that may come again. */
  Decision send(String key, IncrementServingCounter command) {
    Remembered first = memory.get(key);
    if (first != null && !first.at().plus(REMEMBERED_FOR).isBefore(agenda.now())) {
      return first.command().equals(command)
          ? first.decision()
          : new Rejected(new Rejection.IdempotencyKeyReused());
    }
    Decision decision = send(command);
    if (!(decision instanceof Rejected(Rejection.ServingMoved _))) {
      memory.put(key, new Remembered(agenda.now(), command, decision));
    }
    return decision;
  }

  Decision send(Command command) {
    Decision decision = room.decide(command, agenda.now());
    if (decision instanceof Accepted(var events, _)) {
      events.forEach(this::apply);
      events.forEach(this::tell);
    }
    return decision;
  }

  private void apply(RecordedEvent event) {
    room.apply(event);
    occupancy.take(event);
  }

  private void tell(RecordedEvent event) {
    if (event.event() instanceof ServingCounterMoved moved) {
      followers.forEach(follower -> follower.moved(moved));
    } else if (event.event() instanceof RoomReset) {
      followers.forEach(Follower::reset);
    }
  }

  Room room() {
    return state.room().orElseThrow();
  }

  /** As the room counts them. */
  long activeTokens() {
    return state.activeTokens(room().generation(), agenda.now());
  }

  /** As they are. */
  long active() {
    return occupancy.active(agenda.now());
  }

  /** As they are. */
  long mayCome() {
    return occupancy.mayCome(agenda.now());
  }

  /** People who had their turn in this generation: they have or had a token, or expired. */
  long turnsUsed() {
    return occupancy.turnsUsed();
  }

  boolean somebodyWaits() {
    return room().queueCounter() > room().servingCounter().value();
  }
}
