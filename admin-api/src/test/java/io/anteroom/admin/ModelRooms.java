package io.anteroom.admin;

import io.anteroom.admin.activity.Activity;
import io.anteroom.contracts.command.CommandId;
import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.room.Decision;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.InMemoryRoomState;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PartitionOffsets;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.room.ServingHistory;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.room.WaitingRoom;
import io.anteroom.domain.span.JoinSpan;
import io.anteroom.domain.span.OffsetRange;
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
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenId;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.eventlog.NoAnswerException;
import io.anteroom.readmodel.ReadModelUnavailableException;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.TokenCounts;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Real rooms in memory, whose surroundings can be taken away. */
final class ModelRooms implements Rooms {

  static final EventId ROOM = new EventId("Sample");
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final TicketCodec TICKETS = new TicketCodec(TicketKey.of(new byte[TicketKey.LENGTH]));
  static final RoomSettings SETTINGS =
      new RoomSettings(
          new ValidityPeriod(600),
          new Issuer("https://queue.example"),
          PositionExpiry.DEFAULT,
          false,
          false,
          JoinLimit.NONE,
          false,
          false);

  private final Map<EventId, InMemoryRoomState> states = new ConcurrentHashMap<>();
  private final Activity activity = new Activity(eventId -> state(eventId).room());
  private final Map<String, Remembered> answers = new ConcurrentHashMap<>();
  private final List<Command> asked = new ArrayList<>();
  private final AtomicInteger looks = new AtomicInteger();
  private long joins;
  private boolean mirrorIsAway;
  private boolean mirrorIsLate;
  private boolean redisIsAway;
  private boolean logIsBeingRead;
  private boolean answersAreLost;
  private Optional<RuntimeException> logFailure = Optional.empty();
  private CompletableFuture<Boolean> seen = CompletableFuture.completedFuture(true);

  static ModelRooms withRoom() {
    ModelRooms rooms = new ModelRooms();
    rooms.decide(
        new Command.ConfigureRoom(
            ROOM, SettingsChange.to(SETTINGS), new Issuer("unused"), PartitionOffsets.ZERO));
    return rooms;
  }

  /** The request that stands at an offset of partition 0. */
  static RequestId request(long offset) {
    return TICKETS.seal(Ticket.unbound(EventTag.of(ROOM), new Place(0, offset)));
  }

  /** Lets people join, numbers them and gives each a token. */
  ModelRooms admitted(long count) {
    OffsetRange range = new OffsetRange(0, joins, joins + count - 1);
    decide(new Command.NumberSpan(new JoinSpan(ROOM, range, NOW, NOW)));
    decide(new Command.IncrementServingCounter(ROOM, count, Cause.ADMIN));
    LongStream.rangeClosed(range.from(), range.to()).forEach(this::issue);
    joins += count;
    return this;
  }

  private void issue(long offset) {
    decide(
        new Command.IssueToken(
            ROOM,
            request(offset),
            new Place(0, offset),
            new KeyId("key"),
            new TokenId("token-" + offset),
            Optional.empty(),
            Optional.empty()));
  }

  private InMemoryRoomState state(EventId eventId) {
    return states.computeIfAbsent(eventId, _ -> new InMemoryRoomState());
  }

  private Decision decide(Command command) {
    WaitingRoom room = new WaitingRoom(command.eventId(), state(command.eventId()));
    Decision decision = room.decide(command, NOW);
    if (decision instanceof Decision.Accepted(var events, _)) {
      events.forEach(room::apply);
      events.forEach(activity::take);
    }
    return decision;
  }

  void takeMirrorAway() {
    mirrorIsAway = true;
  }

  /** The mirror goes on without this room, however long it has been there. */
  void holdMirrorBack() {
    mirrorIsLate = true;
  }

  /** What is in memory is known all the same. */
  void takeRedisAway(boolean away) {
    redisIsAway = away;
  }

  void bringMirrorBack() {
    mirrorIsAway = false;
  }

  void takeLogAway(RuntimeException failure) {
    logFailure = Optional.of(failure);
  }

  void bringLogBack() {
    logFailure = Optional.empty();
  }

  /** What happened before is not read to the end. */
  void readTheLogAgain() {
    logIsBeingRead = true;
  }

  /** What is asked for is done from now on, and nobody hears of it. */
  void loseAnswers(boolean lost) {
    answersAreLost = lost;
  }

  void seeOnly(CompletableFuture<Boolean> when) {
    seen = when;
  }

  Optional<Room> room() {
    return state(ROOM).room();
  }

  /** How often somebody wanted to know where the joins end. */
  int looks() {
    return looks.get();
  }

  List<Command> asked() {
    return List.copyOf(asked);
  }

  @Override
  public RoomAnswer room(EventId eventId) {
    if (mirrorIsAway) {
      return new RoomAnswer.Unavailable();
    }
    return state(eventId)
        .room()
        .filter(room -> !room.retired() && !mirrorIsLate)
        .<RoomAnswer>map(room ->
            new RoomAnswer.Known(
                new RoomView(room, new SpanIndex(), new ServingHistory(), EventTag.of(eventId))))
        .orElseGet(RoomAnswer.Unknown::new);
  }

  private Stream<IssuedToken> tokens(Generation generation) {
    return LongStream.range(0, joins)
        .mapToObj(offset -> state(ROOM).token(generation, new Place(0, offset)))
        .flatMap(Optional::stream);
  }

  @Override
  public CompletableFuture<Long> activeTokens(EventId eventId, Generation generation, Instant now) {
    return fromRedis(
        tokens(generation)
            .filter(token -> token.status() == SessionStatus.ACTIVE)
            .filter(token -> token.claims().expiresAt().isAfter(now))
            .count());
  }

  @Override
  public CompletableFuture<List<RequestId>> expiredTokens(
      EventId eventId, Generation generation, Instant now) {
    return fromRedis(
        tokens(generation)
            .filter(token -> token.claims().expiresAt().isBefore(now))
            .map(token -> token.claims().subject())
            .toList());
  }

  @Override
  public CompletableFuture<TokenCounts> tokenCounts(
      EventId eventId, Generation generation, List<Instant> moments) {
    List<IssuedToken> all = tokens(generation).toList();
    return fromRedis(
        new TokenCounts(
            all.size(),
            all.stream().filter(token -> token.status() == SessionStatus.ACTIVE).count(),
            moments.stream().map(moment -> endingLater(all, moment)).toList()));
  }

  private static EndingLater endingLater(List<IssuedToken> tokens, Instant moment) {
    List<IssuedToken> later =
        tokens.stream().filter(token -> token.claims().expiresAt().isAfter(moment)).toList();
    long open = later.stream().filter(token -> token.status() == SessionStatus.ACTIVE).count();
    return new EndingLater(open, later.size());
  }

  @Override
  public Optional<Instant> numberedUntil() {
    return logFailure.isPresent() ? Optional.empty() : Optional.of(NOW);
  }

  @Override
  public Optional<Activity> activity() {
    return logIsBeingRead ? Optional.empty() : Optional.of(activity);
  }

  /** As Redis is asked: memory may still know the room when Redis has gone away. */
  private <T> CompletableFuture<T> fromRedis(T value) {
    return mirrorIsAway || redisIsAway
        ? CompletableFuture.failedFuture(new ReadModelUnavailableException("away"))
        : CompletableFuture.completedFuture(value);
  }

  @Override
  public CompletableFuture<PartitionOffsets> joinEnds() {
    looks.incrementAndGet();
    return fromLog(new PartitionOffsets(Map.of(0, joins, 1, 7L)));
  }

  @Override
  public CompletableFuture<CommandReply> ask(Command command, Optional<IdempotencyKey> key) {
    asked.add(command);
    if (logFailure.isPresent()) {
      return CompletableFuture.failedFuture(logFailure.get());
    }
    CommandReply reply = key.map(name -> once(command, name)).orElseGet(() -> reply(command));
    return answersAreLost
        ? CompletableFuture.failedFuture(new NoAnswerException("lost"))
        : CompletableFuture.completedFuture(reply);
  }

  private record Remembered(String body, CommandReply reply) {}

  /** As the processor does, for ever. */
  private CommandReply once(Command command, IdempotencyKey key) {
    Remembered first =
        answers.computeIfAbsent(
            command.eventId() + " " + key.key(), _ -> new Remembered(key.body(), reply(command)));
    return first.body().equals(key.body())
        ? first.reply()
        : reply(new CommandReply.Rejected(new Rejection.IdempotencyKeyReused()), command);
  }

  private CommandReply reply(Command command) {
    CommandReply.Answer answer =
        switch (decide(command)) {
          case Decision.Accepted(_, var outcome) -> new CommandReply.Accepted(outcome);
          case Decision.Rejected(var reason) -> new CommandReply.Rejected(reason);
        };
    return reply(answer, command);
  }

  private CommandReply reply(CommandReply.Answer answer, Command command) {
    Sequence sequence = state(command.eventId()).room().map(Room::sequence).orElse(Sequence.NONE);
    return new CommandReply(new CommandId("model"), sequence, answer);
  }

  @Override
  public Optional<List<Room>> all() {
    return mirrorIsAway
        ? Optional.empty()
        : Optional.of(
            states.values().stream()
                .flatMap(state -> state.room().stream())
                .filter(room -> !room.retired())
                .toList());
  }

  private <T> CompletableFuture<T> fromLog(T value) {
    return logFailure
        .<CompletableFuture<T>>map(CompletableFuture::failedFuture)
        .orElseGet(() -> CompletableFuture.completedFuture(value));
  }

  @Override
  public CompletableFuture<Boolean> seen(EventId eventId, Sequence sequence) {
    return seen;
  }
}
