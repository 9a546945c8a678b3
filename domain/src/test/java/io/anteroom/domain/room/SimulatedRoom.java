package io.anteroom.domain.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.domain.invariant.RoomHistory;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Command.Tick;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision.Accepted;
import io.anteroom.domain.room.Decision.Rejected;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** One live room that is watched at each step: by its history, by its ledger, by a replay. */
final class SimulatedRoom {

  private final EventId eventId;
  private final SplittableRandom random;
  private final InMemoryRoomState live = new InMemoryRoomState();
  private final WaitingRoom room;
  private final RoomHistory history = new RoomHistory();
  private final Ledger ledger = new Ledger();
  private final List<RecordedEvent> log = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();
  private final List<Place> admitted = new ArrayList<>();

  SimulatedRoom(EventId eventId, SplittableRandom random) {
    this.eventId = eventId;
    this.random = random;
    this.room = new WaitingRoom(eventId, live);
  }

  EventId eventId() {
    return eventId;
  }

  RoomState state() {
    return live;
  }

  Ledger ledger() {
    return ledger;
  }

  List<RecordedEvent> log() {
    return log;
  }

  /** The kinds of events and rejections that came up. */
  Set<Class<?>> seen() {
    return seen;
  }

  /** Decides and applies a command, and holds the result against everything that watches. */
  Decision send(Command command, Instant now) {
    Optional<Room> before = live.room();
    Decision decision = room.decide(command, now);
    assertThat(live.room()).as("deciding changes nothing").isEqualTo(before);
    ledger.judge(command, decision, now);
    if (decision instanceof Rejected(var reason)) {
      seen.add(reason.getClass());
    } else if (decision instanceof Accepted(var events, _)) {
      for (RecordedEvent event : events) {
        assertThat(history.observe(event)).as("breaches by %s", command).isEmpty();
        room.apply(event);
        ledger.take(event);
        log.add(event);
        seen.add(event.event().getClass());
        if (event.event() instanceof TokenGenerated(var place, _)) {
          admitted.add(place);
        }
        assertThat(history.compare(live.room().orElseThrow())).isEmpty();
      }
      assertThat(live.room().orElseThrow().waiting()).isEqualTo(ledger.waiting());
      assertThat(live.room().orElseThrow().claimable()).isEqualTo(ledger.claimable());
      if (command instanceof Tick) {
        assertThat(events.isEmpty() || before.orElseThrow().mayChangeAt(now))
            .as("the room knows that a tick has something to do")
            .isTrue();
        ledger.assertNothingIsDue();
      }
    }
    return decision;
  }

  /** The invariant of that name, for the state and for the fold of counters alone. */
  void assertReplayEqualsLive() {
    InMemoryRoomState replayed = new InMemoryRoomState();
    Optional<Room> folded = Optional.empty();
    for (RecordedEvent event : log) {
      new WaitingRoom(eventId, replayed).apply(event);
      folded = Optional.of(Room.after(folded, event));
    }
    assertThat(replayed).isEqualTo(live);
    assertThat(folded).isEqualTo(live.room());
  }

  ConfigureRoom anyConfigure(PartitionOffsets ends) {
    return new ConfigureRoom(
        eventId,
        new SettingsChange(
            maybe(new ValidityPeriod(random.nextLong(1, 4))),
            maybe(new Issuer("i" + random.nextInt(2))),
            maybe(random.nextInt(4) > 0),
            maybe(Duration.ofSeconds(random.nextLong(1, 30))),
            maybe(random.nextBoolean()),
            maybe(random.nextBoolean()),
            maybe(random.nextBoolean() ? JoinLimit.NONE : JoinLimit.of(5)),
            maybe(random.nextInt(4) == 0),
            maybe(random.nextBoolean())),
        new Issuer("made"),
        ends);
  }

  private <T> Optional<T> maybe(T value) {
    return random.nextBoolean() ? Optional.of(value) : Optional.empty();
  }

  /** Mostly small steps, some of them back, and now and then one to the bounds. */
  IncrementServingCounter anyIncrement() {
    long by =
        switch (random.nextInt(40)) {
          case 0 -> Long.MAX_VALUE;
          case 1 -> Long.MIN_VALUE;
          case 2 -> 0;
          case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> -random.nextLong(1, 30);
          default -> random.nextLong(1, 20);
        };
    return new IncrementServingCounter(
        eventId,
        by,
        random.nextBoolean() ? Cause.ADMIN : Cause.INLET,
        by > 0 && random.nextInt(3) == 0 ? random.nextLong(by) + 1 : 0,
        random.nextInt(3) == 0 ? Optional.of(anyPoint()) : Optional.empty());
  }

  /** Mostly where serving stands, else where it could. */
  private ServingPoint anyPoint() {
    ServingPoint here = live.room().map(room -> room.turns().point()).orElse(ServingPoint.START);
    return random.nextInt(4) > 0 ? here : new ServingPoint(here.version() + random.nextInt(2));
  }

  IssueToken anyIssue(Place other) {
    Place place = admittedOr(other);
    return new IssueToken(
        eventId,
        requestId(place),
        place,
        new KeyId("key-" + random.nextInt(3)),
        new TokenId("token-" + random.nextLong()),
        random.nextInt(4) == 0 ? Optional.of(new Issuer("override")) : Optional.empty(),
        random.nextInt(4) == 0 ? Optional.of(new ValidityPeriod(7)) : Optional.empty());
  }

  UpdateSession anyUpdate(Place other) {
    Place place = admittedOr(other);
    SessionStatus status = random.nextBoolean() ? SessionStatus.COMPLETED : SessionStatus.ABANDONED;
    return new UpdateSession(eventId, requestId(place), place, status);
  }

  /** Half of the time a place that has a token, or had one before a reset. */
  private Place admittedOr(Place other) {
    return admitted.isEmpty() || random.nextBoolean()
        ? other
        : admitted.get(random.nextInt(admitted.size()));
  }

  private static RequestId requestId(Place place) {
    return new RequestId(place.partition(), place.offset());
  }
}
