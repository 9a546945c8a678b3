package io.anteroom.inlets.running;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicFollower;
import io.anteroom.inlets.running.InletMeters.Cause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the public topics, so that inlets look when something has changed in their rooms. It is a
 * reason to look and nothing more: what is missed is seen by the next look anyway.
 */
final class RoomNews implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Who hears of a room. Called by one thread; must not wait. */
  interface Listener {

    /** Something has changed. */
    void heard(Cause cause);

    /** A token will end. */
    void tokenEnds(Instant end);
  }

  private final Map<String, Cause> causes;
  private final Map<String, List<Listener>> listeners;
  private final TopicFollower follower;

  private RoomNews(
      LogConnection connection, Topics topics, Map<EventId, List<Listener>> listeners) {
    this.causes =
        Map.of(
            topics.tokens(), Cause.TOKEN,
            topics.sessions(), Cause.SESSION,
            topics.serving(), Cause.SERVING);
    this.listeners =
        listeners.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    room -> room.getKey().value(), room -> List.copyOf(room.getValue())));
    this.follower =
        TopicFollower.start(
            connection,
            "inlets-news",
            List.copyOf(causes.keySet()),
            new TopicFollower.From.End(),
            this::take);
  }

  /** Follows from now on; waits for nothing. */
  static RoomNews start(
      LogConnection connection, Topics topics, Map<EventId, List<Listener>> listeners) {
    return new RoomNews(connection, topics, listeners);
  }

  boolean isLevel() {
    return follower.isLevel();
  }

  private void take(TopicFollower.Heard heard) {
    List<Listener> interested = listeners.getOrDefault(heard.key(), List.of());
    if (interested.isEmpty()) {
      return;
    }
    Optional<Cause> cause = Optional.ofNullable(causes.get(heard.topic()));
    Optional<Instant> end =
        cause.equals(Optional.of(Cause.TOKEN))
            ? heard.value().flatMap(RoomNews::end)
            : Optional.empty();
    for (Listener listener : interested) {
      cause.ifPresent(listener::heard);
      end.ifPresent(listener::tokenEnds);
    }
  }

  /** Of the detail of a token; empty if somebody has put something else there. */
  private static Optional<Instant> end(byte[] detail) {
    try {
      OptionalLong seconds = MAPPER.readTree(detail).path("exp").asLongOpt();
      return seconds.isPresent()
          ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
          : Optional.empty();
    } catch (JacksonException | DateTimeException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
