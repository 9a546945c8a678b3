package io.anteroom.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.anteroom.domain.room.JoinLimit;
import io.anteroom.domain.room.PositionExpiry;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.room.RoomSettings;
import io.anteroom.domain.room.SettingsChange;
import io.anteroom.domain.token.Issuer;
import io.anteroom.domain.token.ValidityPeriod;
import io.anteroom.edge.JsonBody;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A room under the contract's names: its name, its settings, its counters. */
record RoomBody(
    @JsonProperty(EVENT_ID) String eventId,
    @JsonProperty("generation") long generation,
    @JsonProperty(VALIDITY_PERIOD) long validityPeriod,
    @JsonProperty(EXPIRY) boolean expiry,
    @JsonProperty(EXPIRY_PERIOD) long expiryPeriod,
    @JsonProperty(AUTO_INCREMENT) boolean autoIncrement,
    @JsonProperty(METRICS) boolean metrics,
    @JsonProperty(ISSUER) String issuer,
    @JsonProperty(JOIN_LIMIT) @Nullable Long joinLimit,
    @JsonProperty(PAUSED) boolean paused,
    @JsonProperty(CLOSED) boolean closed,
    @JsonProperty("queue_counter") long queueCounter,
    @JsonProperty("serving_counter") long servingCounter,
    @JsonProperty("token_counter") long tokenCounter,
    @JsonProperty("expired_positions") long expiredPositions,
    @JsonProperty("completed_sessions") long completedSessions,
    @JsonProperty("abandoned_sessions") long abandonedSessions,
    @JsonProperty("waiting_num") long waiting,
    @JsonProperty("claimable_num") long claimable,
    @JsonProperty("handed_on") long handedOn,
    @JsonProperty("serving_version") long servingVersion) {

  static final String EVENT_ID = "event_id";
  private static final String VALIDITY_PERIOD = "validity_period";
  private static final String EXPIRY = "enable_queue_position_expiry";
  private static final String EXPIRY_PERIOD = "queue_position_expiry_period";
  private static final String AUTO_INCREMENT = "incr_svc_on_queue_position_expiry";
  private static final String METRICS = "enable_events_generation";
  private static final String ISSUER = "issuer";
  private static final String JOIN_LIMIT = "join_rate_limit";
  private static final String PAUSED = "paused";
  private static final String CLOSED = "closed";

  static RoomBody of(Room room) {
    RoomSettings settings = room.settings();
    return new RoomBody(
        room.eventId().value(),
        room.generation().value(),
        settings.validityPeriod().seconds(),
        settings.positionExpiry().enabled(),
        settings.positionExpiry().period().toSeconds(),
        settings.autoIncrement(),
        settings.metrics(),
        settings.issuer().value(),
        limit(settings.joinLimit()),
        settings.paused(),
        settings.closed(),
        room.queueCounter(),
        room.servingCounter().value(),
        room.tokenCounter(),
        room.expiry().expired(),
        room.completedSessions(),
        room.abandonedSessions(),
        room.waiting(),
        room.claimable(),
        room.handedOn(),
        room.turns().point().version());
  }

  /** Settings alone, in the order of a room's. */
  static Map<String, @Nullable Object> settings(RoomSettings settings) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put(VALIDITY_PERIOD, settings.validityPeriod().seconds());
    body.put(EXPIRY, settings.positionExpiry().enabled());
    body.put(EXPIRY_PERIOD, settings.positionExpiry().period().toSeconds());
    body.put(AUTO_INCREMENT, settings.autoIncrement());
    body.put(METRICS, settings.metrics());
    body.put(ISSUER, settings.issuer().value());
    body.put(JOIN_LIMIT, limit(settings.joinLimit()));
    body.put(PAUSED, settings.paused());
    body.put(CLOSED, settings.closed());
    return body;
  }

  private static @Nullable Long limit(JoinLimit limit) {
    return limit.perSecond().isPresent() ? limit.perSecond().getAsLong() : null;
  }

  /**
   * The settings that somebody wants changed: those that are there. A limit of {@code null} is
   * there, too, and takes the limit away.
   */
  static SettingsChange changeIn(JsonBody body) {
    return new SettingsChange(
        body.optionalWholeNumber(VALIDITY_PERIOD, ValidityPeriod::new),
        body.optionalText(ISSUER, Issuer::new),
        body.optionalTruth(EXPIRY),
        body.optionalWholeNumber(EXPIRY_PERIOD, RoomBody::expiryPeriod),
        body.optionalTruth(AUTO_INCREMENT),
        body.optionalTruth(METRICS),
        body.isNull(JOIN_LIMIT)
            ? Optional.of(JoinLimit.NONE)
            : body.optionalWholeNumber(JOIN_LIMIT, JoinLimit::of),
        body.optionalTruth(PAUSED),
        body.optionalTruth(CLOSED));
  }

  private static Duration expiryPeriod(long seconds) {
    return new PositionExpiry(true, Duration.ofSeconds(seconds)).period();
  }
}
