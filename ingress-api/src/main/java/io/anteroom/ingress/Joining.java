package io.anteroom.ingress;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.EventTag;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.Ticket;
import io.anteroom.domain.ticket.TicketCodec;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Call;
import io.anteroom.edge.Endpoint;
import io.anteroom.edge.Refusal;
import io.anteroom.eventlog.LogUnavailableException;
import io.anteroom.ingress.JoinMeters.Reason;
import io.anteroom.readmodel.RoomView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * {@code POST /assign_queue_num}: puts a person into the line. The answer comes after the log has
 * acknowledged the join, so that a request id in somebody's hand is never lost.
 *
 * <p>Joins under way are bounded: what comes on top is told at once to come again, and costs no
 * memory.
 */
final class Joining implements Endpoint {

  /** A log that is only short of breath has caught up by then. */
  private static final Duration RETRY_WHEN_FULL = Duration.ofSeconds(1);

  /** A broker takes a few seconds to be replaced; asking more often only adds to the rush. */
  private static final Duration RETRY_WHEN_AWAY = Duration.ofSeconds(3);

  private static final byte[] BEFORE_ID = "{\"api_request_id\":\"".getBytes(US_ASCII);
  private static final byte[] BEHIND_ID = "\"}".getBytes(US_ASCII);

  private final KnownRooms rooms;
  private final Function<EventId, CompletableFuture<Place>> log;
  private final JoinRates rates;
  private final TicketCodec tickets;
  private final int mostUnderWay;
  private final JoinMeters meters;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * An endpoint in front of a log.
   *
   * @param rates what rooms take in a second
   * @param log appends a join and gives back its place once it is acknowledged
   * @param mostUnderWay how many joins may wait for the log at a time
   */
  Joining(
      KnownRooms rooms,
      JoinRates rates,
      Function<EventId, CompletableFuture<Place>> log,
      TicketCodec tickets,
      int mostUnderWay,
      JoinMeters meters) {
    this.rooms = rooms;
    this.rates = rates;
    this.log = log;
    this.tickets = tickets;
    this.mostUnderWay = mostUnderWay;
    this.meters = meters;
  }

  @Override
  public Mono<Answer> answer(Call call) {
    RoomView room = room(call);
    EventId eventId = room.room().eventId();
    EventTag tag = room.tag();
    if (underWay.incrementAndGet() > mostUnderWay) {
      underWay.decrementAndGet();
      meters.refused(Reason.TOO_MANY_AT_ONCE);
      throw new Refusal.Unavailable("too many people join at this moment", RETRY_WHEN_FULL);
    }
    CompletableFuture<Place> place =
        log.apply(eventId).whenComplete((_, _) -> underWay.decrementAndGet());
    // Whoever hangs up leaves a join in the log that nobody asks about; it is not taken back.
    return Mono.fromFuture(place, true)
        .map(taken -> answer(tag, taken))
        .onErrorMap(LogUnavailableException.class, this::notTaken);
  }

  /** The room that somebody joins, if it takes people at all, and in this second. */
  private RoomView room(Call call) {
    try {
      if (call.header("Idempotency-Key").isPresent()) {
        throw new Refusal.Malformed(
            "a join takes no Idempotency-Key: each one that is answered is a place of its own");
      }
      RoomView room = rooms.room(call.json().text("event_id", EventId::new));
      RoomSettings settings = room.room().settings();
      if (settings.closed()) {
        throw new Refusal.Conflict("this event takes no more people into its line");
      }
      rates.count(room.room().eventId(), settings.joinLimit());
      return room;
    } catch (Refusal refusal) {
      meters.refused(refusal);
      throw refusal;
    }
  }

  private Answer answer(EventTag tag, Place place) {
    meters.accepted();
    byte[] id = tickets.seal(Ticket.unbound(tag, place)).toString().getBytes(US_ASCII);
    byte[] json = new byte[BEFORE_ID.length + id.length + BEHIND_ID.length];
    System.arraycopy(BEFORE_ID, 0, json, 0, BEFORE_ID.length);
    System.arraycopy(id, 0, json, BEFORE_ID.length, id.length);
    System.arraycopy(BEHIND_ID, 0, json, BEFORE_ID.length + id.length, BEHIND_ID.length);
    return Answer.okJson(json);
  }

  private Refusal notTaken(LogUnavailableException reason) {
    meters.refused(Reason.LOG_UNAVAILABLE);
    return new Refusal.Unavailable("the line can't be joined at this moment", RETRY_WHEN_AWAY);
  }
}
