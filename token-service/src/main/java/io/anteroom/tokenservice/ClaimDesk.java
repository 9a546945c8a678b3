package io.anteroom.tokenservice;

import io.anteroom.contracts.command.CommandReply;
import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.domain.room.Command.IssueToken;
import io.anteroom.domain.room.Outcome;
import io.anteroom.domain.room.Rejection;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.Standing;
import io.anteroom.domain.span.QueueNumber;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.domain.token.IssuedToken;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenId;
import io.anteroom.readmodel.RoomAnswer;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Finds the claims of a place, and has the room make them when it is asked for the first time.
 *
 * <p>What memory says for certain is answered from memory: no such room, no such place, no number
 * yet. A token may be there although the number is above the serving counter, since the counter can
 * be moved back, or although the position has expired; so tokens are looked for first. The room
 * itself is asked only where a served place has no token, or where Redis does not answer about it:
 * asking is always right, and dear.
 *
 * <p>Memory says that a position has expired where it had, by a second, when memory was level with
 * the log: the room dates its decisions by a clock of its own, and makes no token behind that.
 */
final class ClaimDesk {

  /** Four thousand first claims a second, should a room take a whole second to answer each. */
  private static final int MAX_ASKING = 4096;

  /** More than the clocks of two servers are apart. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

  private static final Optional<Claim> ASK = Optional.empty();

  private final Rooms rooms;
  private final TicketCodec tickets;
  private final KeyId signingKey;
  private final InstantSource clock;
  private final Semaphore asking;

  ClaimDesk(Rooms rooms, TicketCodec tickets, KeyId signingKey, InstantSource clock) {
    this(rooms, tickets, signingKey, clock, MAX_ASKING);
  }

  ClaimDesk(
      Rooms rooms, TicketCodec tickets, KeyId signingKey, InstantSource clock, int maxAsking) {
    this.rooms = rooms;
    this.tickets = tickets;
    this.signingKey = signingKey;
    this.clock = clock;
    this.asking = new Semaphore(maxAsking);
  }

  /**
   * Decides a call that is to have one outcome however often it is sent: the room remembers it, so
   * it has to be asked, whatever memory says of the place. Only a room that is not there remembers
   * nothing.
   */
  CompletionStage<Claim> claim(TokenRequest request, IdempotencyKey key) {
    if (rooms.room(request.eventId()) instanceof RoomAnswer.Unknown) {
      return refused(new Rejection.UnknownRoom());
    }
    return tickets
        .open(request.requestId(), EventTag.of(request.eventId()))
        .map(ticket -> ask(request, ticket.place(), Optional.of(key)))
        .orElseGet(() -> refused(new Rejection.UnknownRequest()));
  }

  /** Decides a request; the stage never fails for what Redis or the log do. */
  CompletionStage<Claim> claim(TokenRequest request) {
    Instant known = clock.instant().minus(rooms.age()).minus(CLOCKS_APART);
    return switch (rooms.room(request.eventId())) {
      case RoomAnswer.Known(var view) -> claim(request, view, known);
      case RoomAnswer.Unknown() -> refused(new Rejection.UnknownRoom());
      case RoomAnswer.Unavailable() ->
          done(new Claim.Undecided("the state of the room is not known at the moment"));
    };
  }

  private CompletionStage<Claim> claim(TokenRequest request, RoomView view, Instant known) {
    Optional<Ticket> ticket = tickets.open(request.requestId(), view.tag());
    if (ticket.isEmpty()) {
      return refused(new Rejection.UnknownRequest());
    }
    Place place = ticket.get().place();
    return switch (view.standing(place, known)) {
      case Standing.Unknown() -> refused(new Rejection.UnknownRequest());
      case Standing.NotNumbered() -> refused(new Rejection.NotNumberedYet());
      case Standing.Waiting(var number, _) when neverServed(view.room(), number) ->
          refused(new Rejection.NotServedYet(number, view.room().servingCounter()));
      case Standing.Numbered numbered -> claim(request, view, place, numbered);
    };
  }

  /** Nobody who was never served has a token, so the many who ask early cost Redis nothing. */
  private static boolean neverServed(Room room, QueueNumber number) {
    return !room.expiry().highestServed().serves(number);
  }

  private CompletionStage<Claim> claim(
      TokenRequest request, RoomView view, Place place, Standing.Numbered standing) {
    Room room = view.room();
    return CompletableFuture.completedFuture(place)
        .thenCompose(wanted -> rooms.token(request.eventId(), room.generation(), wanted))
        .handle((token, failure) ->
            failure == null
                ? token.map(ClaimDesk::claim).or(() -> withoutToken(standing, room))
                : withoutLooking(standing))
        .thenCompose(decided ->
            decided.isPresent() ? done(decided.get()) : ask(request, place, Optional.empty()));
  }

  private static Claim claim(IssuedToken token) {
    return token.status() == SessionStatus.ACTIVE
        ? new Claim.Granted(token.claims())
        : new Claim.Refused(new Rejection.SessionClosed());
  }

  /** What the absence of a token decides; empty if only the room can. */
  private static Optional<Claim> withoutToken(Standing.Numbered standing, Room room) {
    return switch (standing) {
      case Standing.Waiting(var number, _) ->
          Optional.of(new Claim.Refused(new Rejection.NotServedYet(number, room.servingCounter())));
      case Standing.Served _ -> ASK;
      case Standing.Expired _ -> Optional.of(new Claim.Refused(new Rejection.PositionExpired()));
    };
  }

  /** A room is not asked about everybody who is early or late only because Redis is slow. */
  private static Optional<Claim> withoutLooking(Standing.Numbered standing) {
    return standing instanceof Standing.Served
        ? ASK
        : Optional.of(new Claim.Undecided("tokens can't be looked up at the moment"));
  }

  private CompletionStage<Claim> ask(
      TokenRequest request, Place place, Optional<IdempotencyKey> key) {
    if (!asking.tryAcquire()) {
      return done(new Claim.Undecided("too many people claim their tokens at once"));
    }
    IssueToken command =
        new IssueToken(
            request.eventId(),
            request.requestId(),
            place,
            signingKey,
            new TokenId(UUID.randomUUID().toString()),
            request.issuer(),
            request.validityPeriod());
    return rooms
        .ask(command, key)
        .whenComplete((_, _) -> asking.release())
        .handle((reply, failure) ->
            failure == null
                ? claim(reply.answer())
                : new Claim.Undecided("the room did not answer in time"));
  }

  private static Claim claim(CommandReply.Answer answer) {
    return switch (answer) {
      case CommandReply.Accepted(Outcome.TokenHas(var claims)) -> new Claim.Granted(claims);
      case CommandReply.Rejected(var reason) -> new Claim.Refused(reason);
      case CommandReply.Accepted(var outcome) ->
          throw new IllegalStateException("a room answered a claim with " + outcome);
    };
  }

  private static CompletionStage<Claim> refused(Rejection reason) {
    return done(new Claim.Refused(reason));
  }

  private static CompletionStage<Claim> done(Claim claim) {
    return CompletableFuture.completedFuture(claim);
  }
}
