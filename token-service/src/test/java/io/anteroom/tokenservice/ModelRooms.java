package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.NumberSpan;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Command.UpdateSession;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomEvent.RoomReset;
import io.anteroom.domain.room.RoomEvent.ServingCounterMoved;
import io.anteroom.domain.room.RoomEvent.SpanNumbered;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.span.SpanIndex;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.ticket.TicketKey;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.readmodel.ReadModelUnavailableException;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One room that decides with the real aggregate, and whose ways to it can be cut one by one. */
final class ModelRooms implements Rooms {

  static final EventId EVENT = new EventId("Sample");
  static final Issuer ISSUER = new Issuer("https://waiting.example");
  static final EventTag TAG = EventTag.of(EVENT);
  static final int PARTITION = 3;
  static final TicketCodec TICKETS =
      new TicketCodec(TicketKey.ofHex("000102030405060708090a0b0c0d0e0f"));

  /** Every command that the room was asked by the service. */
  final List<Command> asked = new ArrayList<>();

  boolean memoryStale;
  boolean redisGone;
  boolean mirrorBehind;
  boolean roomSilent;

  /** How far memory is behind. */
  Duration age = Duration.ZERO;

  /** The time of the next decision. */
  Instant now = Instant.parse("2026-11-20T10:00:00.400Z");

  private final Map<String, Remembered> answers = new HashMap<>();
  private final InMemoryRoomState state = new InMemoryRoomState();
  private SpanIndex spans = new SpanIndex();
  private ServingHistory history = new ServingHistory();

  ModelRooms() {
    run(
        new ConfigureRoom(
            EVENT,
            SettingsChange.to(
                new RoomSettings(
                    new ValidityPeriod(600),
                    ISSUER,
                    PositionExpiry.DEFAULT,
                    false,
                    false,
                    JoinLimit.NONE,
                    false,
                    false)),
            new Issuer("unused"),
            PartitionOffsets.ZERO));
  }

  /** So many joins, numbered from 1 on. */
  ModelRooms joined(int people) {
    OffsetRange range = new OffsetRange(PARTITION, 0, people - 1L);
    run(new NumberSpan(new JoinSpan(EVENT, range, now, now)));
    return this;
  }

  ModelRooms served(long by) {
    run(new IncrementServingCounter(EVENT, by, Cause.ADMIN));
    return this;
  }

  void reset() {
    run(new Reset(EVENT, PartitionOffsets.ZERO));
  }

  void update(RequestId requestId, SessionStatus status) {
    Place place = TICKETS.open(requestId, TAG).orElseThrow().place();
    run(new UpdateSession(EVENT, requestId, place, status));
  }

  /** The request of the join at an offset. */
  static RequestId request(long offset) {
    return TICKETS.seal(Ticket.unbound(TAG, new Place(PARTITION, offset)));
  }

  @Override
  public RoomAnswer room(EventId eventId) {
    if (memoryStale) {
      return new RoomAnswer.Unavailable();
    }
    return eventId.equals(EVENT)
        ? new RoomAnswer.Known(new RoomView(room(), spans, history, TAG))
        : new RoomAnswer.Unknown();
  }

  @Override
  public Duration age() {
    return age;
  }

  @Override
  public synchronized CompletionStage<Optional<IssuedToken>> token(
      EventId eventId, Generation generation, Place place) {
    if (redisGone) {
      throw new ReadModelUnavailableException("Redis is cut off");
    }
    return CompletableFuture.completedFuture(
        mirrorBehind ? Optional.empty() : state.token(generation, place));
  }

  @Override
  public synchronized CompletionStage<CommandReply> ask(
      Command command, Optional<IdempotencyKey> key) {
    asked.add(command);
    if (roomSilent) {
      return CompletableFuture.failedFuture(new IllegalStateException("the room is cut off"));
    }
    CommandReply.Answer answer =
        key.map(name -> once(command, name)).orElseGet(() -> answer(command));
    return CompletableFuture.completedFuture(
        new CommandReply(new CommandId("model"), room().sequence(), answer));
  }

  private record Remembered(String body, CommandReply.Answer answer) {}

  /** As the processor does, for ever. */
  private CommandReply.Answer once(Command command, IdempotencyKey key) {
    Optional<Remembered> first = Optional.ofNullable(answers.get(key.key()));
    if (first.isPresent()) {
      return first.get().body().equals(key.body())
          ? first.get().answer()
          : new CommandReply.Rejected(new Rejection.IdempotencyKeyReused());
    }
    CommandReply.Answer answer = answer(command);
    boolean isFinal =
        !(answer instanceof CommandReply.Rejected(Rejection.NotServedYet _)
            || answer instanceof CommandReply.Rejected(Rejection.NotNumberedYet _));
    if (isFinal) {
      answers.put(key.key(), new Remembered(key.body(), answer));
    }
    return answer;
  }

  private CommandReply.Answer answer(Command command) {
    return switch (run(command)) {
      case Decision.Accepted(_, var outcome) -> new CommandReply.Accepted(outcome);
      case Decision.Rejected(var reason) -> new CommandReply.Rejected(reason);
    };
  }

  private Room room() {
    return state.room().orElseThrow();
  }

  private synchronized Decision run(Command command) {
    WaitingRoom room = new WaitingRoom(EVENT, state);
    Decision decision = room.decide(command, now);
    if (decision instanceof Decision.Accepted(var events, _)) {
      events.forEach(recorded -> {
        room.apply(recorded);
        switch (recorded.event()) {
          case SpanNumbered(var span) -> spans.add(span);
          case ServingCounterMoved _ -> {
            QueueNumber highest = new QueueNumber(room().expiry().highestServed().value());
            state.reached(room().generation(), highest).ifPresent(history::add);
          }
          case RoomReset _ -> {
            spans = new SpanIndex();
            history = new ServingHistory();
          }
          default -> {}
        }
      });
    }
    return decision;
  }
}
