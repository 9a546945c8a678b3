package io.anteroom.admin;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.room.Command.Reset;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.ServingPoint;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.JsonBody;
import io.anteroom.edge.Refusal;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Calls that let people in, or send them all away. */
final class ServingCalls {

  private final RoomGate gate;
  private final CommandDesk desk;

  ServingCalls(RoomGate gate, CommandDesk desk) {
    this.gate = gate;
    this.desk = desk;
  }

  /** {@code POST /increment_serving_counter}. */
  Mono<Answer> increment(Call call) {
    JsonBody body = call.json();
    EventId eventId = gate.addressee(body.text("event_id"));
    long by = body.wholeNumber("increment_by");
    Cause cause = body.optionalText("cause", ServingCalls::cause).orElse(Cause.ADMIN);
    long handedOn = body.optionalWholeNumber("handed_on").orElse(0L);
    return desk.ask(move(eventId, by, cause, handedOn, from(body)), call.idempotencyKey())
        .map(ServingCalls::counter);
  }

  private static IncrementServingCounter move(
      EventId eventId, long by, Cause cause, long handedOn, Optional<ServingPoint> from) {
    try {
      return new IncrementServingCounter(eventId, by, cause, handedOn, from);
    } catch (IllegalArgumentException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Where the caller saw the room, if the move shall hold from there only. */
  private static Optional<ServingPoint> from(JsonBody body) {
    try {
      return body.optionalWholeNumber("expected_serving_version").map(ServingPoint::new);
    } catch (IllegalArgumentException _) {
      throw new Refusal.Malformed("expected_serving_version must be at least 0");
    }
  }

  private static Cause cause(String name) {
    return switch (name) {
      case "admin" -> Cause.ADMIN;
      case "inlet" -> Cause.INLET;
      default -> throw new IllegalArgumentException("cause must be admin or inlet");
    };
  }

  private static Answer counter(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.CounterAt(var counter)) ->
          Answer.ok(Map.of("serving_num", counter.value()));
      case CommandReply.Rejected(Rejection.CounterOutOfRange(var counter, var by)) ->
          throw new Refusal.Malformed(
              "increment_by %d would take the serving counter from %s out of 0 to 2^63-1"
                  .formatted(by, counter));
      case CommandReply.Rejected(Rejection.ServingMoved(var now)) ->
          throw new Refusal.Conflict(
              "nothing was moved: somebody else was faster, and serving_version is %s"
                  .formatted(now));
      case CommandReply.Rejected(Rejection.RoomPaused _) ->
          throw new Refusal.Conflict("this room is paused, so its serving counter stands still");
      case CommandReply.Rejected(Rejection.UnknownRoom _) ->
          throw new Refusal.Malformed(RoomGate.UNKNOWN);
      case CommandReply.Answer other -> throw CommandDesk.unexpected(other);
    };
  }

  /** {@code POST /reset_initial_state}. */
  Mono<Answer> reset(Call call) {
    EventId eventId = gate.addressee(call.json().text("event_id"));
    return desk.askBehindJoins(ends -> new Reset(eventId, ends), call.idempotencyKey())
        .map(ServingCalls::newGeneration);
  }

  private static Answer newGeneration(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.GenerationIs _) ->
          Answer.ok(Map.of("message", "Counters reset."));
      case CommandReply.Rejected(Rejection.UnknownRoom _) ->
          throw new Refusal.Malformed(RoomGate.UNKNOWN);
      case CommandReply.Answer other -> throw CommandDesk.unexpected(other);
    };
  }
}
