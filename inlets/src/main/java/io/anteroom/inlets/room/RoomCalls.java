package io.anteroom.inlets.room;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Reply;
import io.anteroom.signedcalls.Reply.Answered;
import io.anteroom.signedcalls.Reply.Unanswered;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Rooms behind the private API. Calls wait for their answers, and are tried again within the time
 * that they have; they belong on virtual threads. Safe for use by many threads.
 */
public final class RoomCalls implements PrivateCalls {

  /** Whoever brings the message may bring it again. */
  private static final Duration SESSION_LIMIT = Duration.ofSeconds(10);

  private static final int OK = 200;
  private static final int MALFORMED = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  private final PrivateOrigin origin;
  private volatile Optional<String> trouble = Optional.empty();

  /** Rooms of that origin. */
  public RoomCalls(PrivateOrigin origin) {
    this.origin = origin;
  }

  /** What was wrong with the last call, in words; empty if it had an answer. Never waits. */
  public Optional<String> trouble() {
    return trouble;
  }

  /**
   * Looks at a room: first at the room itself, then at its tokens. Who gets a token in between is
   * counted twice, and never not at all.
   *
   * @param within how long it may take
   */
  public Sight look(EventId eventId, Duration within) {
    long giveUpAt = System.nanoTime() + within.toNanos();
    return look(
        origin.get("/events/" + eventId, within),
        room ->
            look(
                origin.get(
                    "/num_active_tokens?event_id=" + eventId,
                    Duration.ofNanos(giveUpAt - System.nanoTime())),
                tokens -> new Sight.Seen(RoomJson.snapshot(eventId, room, tokens))));
  }

  private Sight look(Reply reply, Function<String, Sight> then) {
    note(reply);
    return switch (reply) {
      case Answered(int status, String body) when status == OK -> read(body, then);
      case Answered(int status, _) when status == NOT_FOUND -> new Sight.UnknownRoom();
      case Answered(int status, _) -> new Sight.Unseen("the answer was " + status);
      case Unanswered(String why) -> new Sight.Unseen(why);
    };
  }

  private static Sight read(String body, Function<String, Sight> then) {
    try {
      return then.apply(body);
    } catch (RuntimeException e) {
      return new Sight.Unseen("an answer can't be read: " + e.getMessage());
    }
  }

  /**
   * Asks for a move.
   *
   * @param key names it, however often and by however many it is asked for
   * @param within how long it may take
   * @param stillWanted asked before each try
   */
  public Move move(
      IncrementServingCounter move, String key, Duration within, BooleanSupplier stillWanted) {
    Reply reply =
        origin.post("/increment_serving_counter", RoomJson.move(move), key, within, stillWanted);
    note(reply);
    return switch (reply) {
      case Answered(int status, String body) -> moved(status, body);
      case Unanswered(String why) -> new Move.Unanswered(why);
    };
  }

  private static Move moved(int status, String body) {
    return switch (status) {
      case OK -> movedTo(body);
      case CONFLICT -> new Move.NotFromThere();
      case UNPROCESSABLE -> new Move.DoneBefore();
      case MALFORMED -> new Move.Refused(body);
      default -> new Move.Unanswered("the answer was " + status);
    };
  }

  private static Move movedTo(String body) {
    try {
      return new Move.MovedTo(RoomJson.counter(body));
    } catch (RuntimeException e) {
      return new Move.Unanswered("an answer can't be read: " + e.getMessage());
    }
  }

  @Override
  public Closing updateSession(EventId eventId, RequestId requestId, SessionStatus status) {
    Reply reply =
        origin.post(
            "/update_session",
            RoomJson.session(eventId, requestId, status),
            UUID.randomUUID().toString(),
            SESSION_LIMIT);
    note(reply);
    return switch (reply) {
      case Answered(int answer, _) -> closed(answer);
      case Unanswered(String why) -> new Closing.NotNow(why);
    };
  }

  /** A room that is not there has no sessions either. */
  private static Closing closed(int status) {
    return switch (status) {
      case OK -> new Closing.Closed();
      case NOT_FOUND, MALFORMED -> new Closing.UnknownOrSet();
      default -> new Closing.NotNow("the answer was " + status);
    };
  }

  private void note(Reply reply) {
    trouble =
        switch (reply) {
          case Unanswered(String why) -> Optional.of("the private API can't be reached: " + why);
          case Answered(int status, _) when status == FORBIDDEN ->
              Optional.of("the private API does not accept our signature");
          case Answered _ -> Optional.empty();
        };
  }
}
