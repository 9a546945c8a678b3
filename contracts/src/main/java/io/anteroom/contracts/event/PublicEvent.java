package io.anteroom.contracts.event;

import io.anteroom.domain.room.RecordedEvent;
import io.anteroom.domain.room.RoomEvent;
import io.anteroom.domain.room.RoomMetrics;
import io.anteroom.domain.room.Sequence;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.domain.token.TokenClaims;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decision of a room as others are told of it, in topics and on event buses alike. Not every
 * decision is: numbers, settings and resets stay inside.
 *
 * <p>The JSON is a promise: fields are never renamed, removed, moved or given another meaning; new
 * ones are put last. What can't be said like that gets a detail type of its own.
 *
 * @param type what happened
 * @param eventId the room
 * @param sequence the place of the decision in the history of the room
 * @param decidedAt when the room decided
 * @param subject what it is about, within the room: events of one subject make sense only in their
 *     order, such as the token of a request and the end of its session
 * @param detail the JSON of the contract
 */
public record PublicEvent(
    DetailType type,
    EventId eventId,
    Sequence sequence,
    Instant decidedAt,
    String subject,
    String detail) {

  /** The public form of a decision, if it has one. */
  public static Optional<PublicEvent> of(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case RoomEvent.TokenGenerated(_, var claims) -> Optional.of(token(recorded, claims));
      case RoomEvent.SessionUpdated(_, var request, var status) ->
          Optional.of(session(recorded, request, status));
      case RoomEvent.ServingCounterMoved moved -> Optional.of(serving(recorded, moved));
      case RoomEvent.MetricsReported(var metrics) -> Optional.of(metrics(recorded, metrics));
      case RoomEvent.SpanNumbered _,
          RoomEvent.RoomConfigured _,
          RoomEvent.PlacesHandedOn _,
          RoomEvent.SettledPlacesCounted _,
          RoomEvent.RoomReset _,
          RoomEvent.PositionsExpired _,
          RoomEvent.RoomRetired _ ->
          Optional.empty();
    };
  }

  /** The same however often the event is delivered, and like no other event's. */
  public String id() {
    return eventId + "/" + sequence;
  }

  private static PublicEvent token(RecordedEvent recorded, TokenClaims claims) {
    return event(
        DetailType.TOKEN_GENERATED,
        recorded,
        claims.subject().toString(),
        detail ->
            detail
                .put("request_id", claims.subject().toString())
                .put("queue_position", claims.queuePosition().value())
                .put("iat", claims.issuedAt().getEpochSecond())
                .put("exp", claims.expiresAt().getEpochSecond())
                .put("jti", claims.tokenId().value()));
  }

  private static PublicEvent session(
      RecordedEvent recorded, RequestId request, SessionStatus status) {
    return event(
        DetailType.SESSION_UPDATED,
        recorded,
        request.toString(),
        detail -> detail.put("request_id", request.toString()).put("status", word(status)));
  }

  private static PublicEvent serving(RecordedEvent recorded, RoomEvent.ServingCounterMoved moved) {
    return switch (moved.cause()) {
      case ADMIN -> serving(recorded, moved, "admin");
      case INLET -> serving(recorded, moved, "inlet");
      case EXPIRY ->
          event(
              DetailType.AUTOMATIC_SERVING_COUNTER_INCR,
              recorded,
              PublicTopic.SERVING.name(),
              detail -> put(detail, moved));
    };
  }

  private static PublicEvent serving(
      RecordedEvent recorded, RoomEvent.ServingCounterMoved moved, String cause) {
    return event(
        DetailType.SERVING_COUNTER_MOVED,
        recorded,
        PublicTopic.SERVING.name(),
        detail -> put(detail, moved).put("cause", cause));
  }

  private static ObjectNode put(ObjectNode detail, RoomEvent.ServingCounterMoved moved) {
    return detail
        .put("previous_serving_counter_position", moved.previous().value())
        .put("increment_by", moved.by())
        .put("current_serving_counter_position", moved.current().value());
  }

  private static PublicEvent metrics(RecordedEvent recorded, RoomMetrics metrics) {
    return event(
        DetailType.WAITING_ROOM_METRICS,
        recorded,
        PublicTopic.METRICS.name(),
        detail ->
            detail
                .put("num_active_tokens", metrics.activeTokens())
                .put("total_num_tokens", metrics.totalTokens())
                .put("queue_counter", metrics.queueCounter())
                .put("serving_number", metrics.servingCounter().value())
                .put("completed_sessions", metrics.completedSessions())
                .put("abandoned_sessions", metrics.abandonedSessions())
                .put("expired_positions", metrics.expiredPositions())
                .put("waiting_num", metrics.waiting()));
  }

  private static PublicEvent event(
      DetailType type, RecordedEvent recorded, String subject, Consumer<ObjectNode> fields) {
    ObjectNode detail =
        JsonNodeFactory.instance.objectNode().put("event_id", recorded.eventId().value());
    fields.accept(detail);
    return new PublicEvent(
        type,
        recorded.eventId(),
        recorded.sequence(),
        recorded.decidedAt(),
        subject,
        detail.toString());
  }

  private static String word(SessionStatus status) {
    return switch (status) {
      case COMPLETED -> "completed";
      case ABANDONED -> "abandoned";
      case ACTIVE -> throw new IllegalArgumentException("a session is never opened again");
    };
  }
}
