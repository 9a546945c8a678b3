package io.anteroom.ingress;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Refusal;
import io.anteroom.ingress.pace.Pace;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** What people in the line ask for, over and over: answered from memory. */
final class Questions {

  private static final String NOT_NUMBERED = "your queue number is not known yet";
  private static final String NOT_SERVED = "your queue number is not served yet";
  private static final String NEVER_EXPIRES = "positions do not expire in this room";

  /** The contract's name for "has a number". */
  private static final int NUMBERED = 1;

  private final KnownRooms rooms;
  private final Function<Room, Optional<Pace>> paces;
  private final Duration keptFor;
  private final InstantSource clock;

  /**
   * Questions about these rooms.
   *
   * @param paces how fast serving goes in a room; empty where that is not known
   * @param keptFor how long caches may keep counters
   */
  Questions(
      KnownRooms rooms,
      Function<Room, Optional<Pace>> paces,
      Duration keptFor,
      InstantSource clock) {
    this.rooms = rooms;
    this.paces = paces;
    this.keptFor = keptFor;
    this.clock = clock;
  }

  /** {@code GET /queue_num}: the number of a place. */
  Mono<Answer> queueNumber(Call call) {
    RoomView view = room(call, Refusal.NotFound::new);
    RequestId requestId = requestId(call, Refusal.NotFound::new);
    return Mono.just(
        rooms.standing(view, requestId, clock.instant()) instanceof Standing.Numbered numbered
            ? numbered(view.room(), numbered)
            : Answer.notYet(NOT_NUMBERED));
  }

  /**
   * A number stands for ever, but a reset ends its generation, and caches must notice at once: they
   * may keep it only together with a tag of generation and content.
   */
  private static Answer numbered(Room room, Standing.Numbered numbered) {
    long number = numbered.number().value();
    long joinedAt = numbered.joinedAt().getEpochSecond();
    return Answer.ok(new QueueNumberBody(joinedAt, number, room.eventId().value(), NUMBERED))
        .revalidatedBy("g%d-%d-%d".formatted(room.generation().value(), number, joinedAt));
  }

  /** {@code GET /queue_status}: all that a page shows to somebody in the line. */
  Mono<Answer> queueStatus(Call call) {
    RoomView view = room(call, Refusal.Malformed::new);
    RequestId requestId = requestId(call, Refusal.Malformed::new);
    Instant now = clock.instant();
    Room room = view.room();
    Standing standing = rooms.standing(view, requestId, now);
    return Mono.just(QueueStatus.of(room, standing, paces.apply(room), now).answer(room));
  }

  /** {@code GET /serving_num}: how far serving has come. */
  Mono<Answer> servingNumber(Call call) {
    Room room = room(call, Refusal.NotFound::new).room();
    return counter("serving_counter", room.servingCounter().value());
  }

  /** {@code GET /waiting_num}: how many are in the line. */
  Mono<Answer> waitingNumber(Call call) {
    Room room = room(call, Refusal.NotFound::new).room();
    return counter("waiting_num", room.waiting());
  }

  private Mono<Answer> counter(String name, long value) {
    return Mono.just(Answer.ok(Map.of(name, value)).keptFor(keptFor));
  }

  /** {@code GET /queue_pos_expiry}: how long a served place is kept. */
  Mono<Answer> positionExpiry(Call call) {
    EventId eventId = eventId(call, Refusal.Malformed::new);
    RequestId requestId = requestId(call, Refusal.Malformed::new);
    Instant now = clock.instant();
    return Mono.just(
        switch (rooms.standing(rooms.room(eventId), requestId, now)) {
          case Standing.Unknown() -> throw new IllegalStateException("was refused before");
          case Standing.NotNumbered() -> Answer.notYet(NOT_NUMBERED);
          case Standing.Waiting _ -> Answer.notYet(NOT_SERVED);
          case Standing.Served(_, _, var until) ->
              until
                  .map(end -> timeLeft(Duration.between(now, end)))
                  .orElseGet(() -> Answer.notYet(NEVER_EXPIRES));
          case Standing.Expired _ ->
              throw new Refusal.Gone("the position has expired: its turn was not taken in time");
        });
  }

  /** Whole seconds; in the last one there are none left, and the place is still kept. */
  private Answer timeLeft(Duration left) {
    return Answer.ok(Map.of("expires_in", left.toSeconds())).keptFor(keptFor);
  }

  private RoomView room(Call call, Function<String, Refusal> otherwise) {
    return rooms.room(eventId(call, otherwise));
  }

  private static EventId eventId(Call call, Function<String, Refusal> otherwise) {
    return call.query().text("event_id", EventId::new, otherwise);
  }

  private static RequestId requestId(Call call, Function<String, Refusal> otherwise) {
    return call.query().text("request_id", RequestId::parse, otherwise);
  }

  /** The body of a queue number, in the contract's words. */
  private record QueueNumberBody(
      @JsonProperty("entry_time") long entryTime,
      @JsonProperty("queue_number") long queueNumber,
      @JsonProperty("event_id") String eventId,
      @JsonProperty("status") int status) {}
}
