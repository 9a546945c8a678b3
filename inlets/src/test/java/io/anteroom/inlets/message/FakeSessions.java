package io.anteroom.inlets.message;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;
import io.anteroom.inlets.room.PrivateCalls;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions that are open until somebody closes them; ids that are none begin with zeros. */
final class FakeSessions implements PrivateCalls {

  private final Map<RequestId, SessionStatus> closed = new ConcurrentHashMap<>();
  private final Set<Integer> atOnce = new HashSet<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int answersUntil = Integer.MAX_VALUE;
  private volatile Optional<RuntimeException> fault = Optional.empty();

  /** From the call of that number on nobody answers. */
  void goAwayAfter(int answers) {
    answersUntil = calls.get() + answers;
  }

  void comeBack() {
    answersUntil = Integer.MAX_VALUE;
  }

  void breakWith(RuntimeException unexpected) {
    fault = Optional.of(unexpected);
  }

  @Override
  public Closing updateSession(EventId eventId, RequestId requestId, SessionStatus status) {
    note(underWay.incrementAndGet());
    try {
      if (fault.isPresent()) {
        throw fault.get();
      }
      if (calls.incrementAndGet() > answersUntil) {
        return new Closing.NotNow("nobody answers");
      }
      boolean isOpen = requestId.high() != 0 && closed.putIfAbsent(requestId, status) == null;
      return isOpen ? new Closing.Closed() : new Closing.UnknownOrSet();
    } finally {
      underWay.decrementAndGet();
    }
  }

  private synchronized void note(int now) {
    atOnce.add(now);
  }

  /** How many calls there were at a time, at most. */
  synchronized int mostAtOnce() {
    return atOnce.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  int calls() {
    return calls.get();
  }

  Map<RequestId, SessionStatus> closed() {
    return Map.copyOf(closed);
  }
}
