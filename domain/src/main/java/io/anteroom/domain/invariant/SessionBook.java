package io.anteroom.domain.invariant;

import io.anteroom.domain.room.RoomEvent.SessionUpdated;
import io.anteroom.domain.room.RoomEvent.TokenGenerated;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.token.SessionStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The account of one generation about tokens and what became of their sessions. */
final class SessionBook {

  private final NavigableMap<Place, Session> sessions = new TreeMap<>();
  private final Map<SessionStatus, Long> counts = new EnumMap<>(SessionStatus.class);

  /** Open sessions by the end of their tokens, so that a report costs little. */
  private final NavigableMap<Instant, Long> openByEnd = new TreeMap<>();

  private final BiConsumer<Invariant, String> breach;

  private record Session(SessionStatus status, Instant expiresAt) {}

  SessionBook(BiConsumer<Invariant, String> breach) {
    this.breach = breach;
  }

  void open(TokenGenerated token) {
    if (sessions.containsKey(token.place())) {
      breach.accept(
          Invariant.ONE_CLAIM_PER_REQUEST, "a second set of claims for place " + token.place());
      return;
    }
    put(token.place(), new Session(SessionStatus.ACTIVE, token.claims().expiresAt()));
  }

  void close(SessionUpdated updated) {
    Optional<Session> former = Optional.ofNullable(sessions.get(updated.place()));
    boolean open = former.filter(session -> session.status() == SessionStatus.ACTIVE).isPresent();
    if (!open || updated.status() == SessionStatus.ACTIVE) {
      breach.accept(
          Invariant.SESSION_CLOSES_ONCE,
          "session of %s goes from %s to %s"
              .formatted(updated.place(), former.map(Session::status), updated.status()));
      return;
    }
    put(updated.place(), new Session(updated.status(), former.get().expiresAt()));
  }

  private void put(Place place, Session session) {
    Session former = sessions.put(place, session);
    if (former != null) {
      count(former, -1);
    }
    count(session, 1);
  }

  private void count(Session session, long more) {
    counts.merge(session.status(), more, Long::sum);
    if (session.status() == SessionStatus.ACTIVE) {
      openByEnd.merge(session.expiresAt(), more, Long::sum);
    }
  }

  void restart() {
    sessions.clear();
    counts.clear();
    openByEnd.clear();
  }

  /** How many places have a token, whatever became of their sessions. */
  long tokens() {
    return sessions.size();
  }

  /** How many places of a partition have a token, from an offset to before another. */
  long tokens(int partition, long from, long to) {
    return sessions
        .subMap(new Place(partition, from), true, new Place(partition, to - 1), true)
        .size();
  }

  long count(SessionStatus status) {
    return counts.getOrDefault(status, 0L);
  }

  /** How many tokens end later than a moment, with their sessions open. */
  long active(Instant at) {
    return openByEnd.tailMap(at, false).values().stream().mapToLong(Long::longValue).sum();
  }
}
