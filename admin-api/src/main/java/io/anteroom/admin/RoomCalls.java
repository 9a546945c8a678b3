package io.anteroom.admin;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Command.ConfigureRoom;
import io.anteroom.domain.room.Command.RetireRoom;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.token.Issuer;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Query;
import io.anteroom.edge.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Calls that show, make, change and retire rooms while everything runs. */
final class RoomCalls {

  /** Rooms on one page: about half a megabyte. */
  private static final int MAX_PAGE = 1000;

  /** A tick or two. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private static final int OK = 200;
  private static final int CREATED = 201;

  private static final Comparator<Room> BY_NAME =
      Comparator.comparing(room -> room.eventId().value());

  private final RoomGate gate;
  private final CommandDesk desk;
  private final Issuer issuerWhenMade;

  /**
   * Calls about all rooms.
   *
   * @param issuerWhenMade who issues the tokens of a room whose owner does not say
   */
  RoomCalls(RoomGate gate, CommandDesk desk, Issuer issuerWhenMade) {
    this.gate = gate;
    this.desk = desk;
    this.issuerWhenMade = issuerWhenMade;
  }

  /** {@code GET /events}: the rooms by name, behind a name, up to a limit. */
  Mono<Answer> list(Call call) {
    Query query = call.query();
    int limit = query.optionalText("limit").map(RoomCalls::limit).orElse(MAX_PAGE);
    Optional<String> after = query.optionalText("after").map(RoomCalls::name);
    List<Room> page =
        gate.all().stream()
            .filter(
                room -> after.filter(name -> room.eventId().value().compareTo(name) <= 0).isEmpty())
            .sorted(BY_NAME)
            .limit(limit + 1L)
            .toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("events", page.stream().limit(limit).map(RoomBody::of).toList());
    if (page.size() > limit) {
      body.put("next", page.get(limit - 1).eventId().value());
    }
    return Mono.just(Answer.ok(body));
  }

  private static int limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_PAGE) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new Refusal.Malformed("limit must be a whole number from 1 to " + MAX_PAGE);
  }

  private static String name(String text) {
    if (!EventId.isValid(text)) {
      throw new Refusal.Malformed("after must be the name of an event");
    }
    return text;
  }

  /** {@code GET /events/{event_id}}: one room. */
  Mono<Answer> read(Call call) {
    EventId eventId = call.path(RoomBody.EVENT_ID, EventId::new, Refusal.NotFound::new);
    Room room = gate.view(eventId.value(), Refusal.NotFound::new).room();
    return Mono.just(Answer.ok(RoomBody.of(room)));
  }

  /** {@code PUT /events/{event_id}}: makes a room, or changes what the body names. */
  Mono<Answer> put(Call call) {
    EventId eventId = call.path(RoomBody.EVENT_ID, EventId::new, Refusal.Malformed::new);
    SettingsChange change = RoomBody.changeIn(call.json());
    return desk.askBehindJoins(
            ends -> new ConfigureRoom(eventId, change, issuerWhenMade, ends), Optional.empty())
        .map(RoomCalls::configured);
  }

  private static Answer configured(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.RoomIs(var room, var made)) ->
          Answer.of(made ? CREATED : OK, RoomBody.of(room));
      case CommandReply.Rejected(Rejection.StillCounting _) ->
          throw new Refusal.Unavailable(
              "positions that expired by the present settings are still being counted", SOON);
      case CommandReply.Answer other -> throw CommandDesk.unexpected(other);
    };
  }

  /** {@code DELETE /events/{event_id}}: takes a room away, with everybody in it. */
  Mono<Answer> retire(Call call) {
    EventId eventId = call.path(RoomBody.EVENT_ID, EventId::new, Refusal.NotFound::new);
    return desk.ask(new RetireRoom(eventId), Optional.empty()).map(RoomCalls::retired);
  }

  private static Answer retired(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.Done _) -> Answer.empty();
      case CommandReply.Rejected(Rejection.UnknownRoom _) ->
          throw new Refusal.NotFound(RoomGate.UNKNOWN);
      case CommandReply.Answer other -> throw CommandDesk.unexpected(other);
    };
  }
}
