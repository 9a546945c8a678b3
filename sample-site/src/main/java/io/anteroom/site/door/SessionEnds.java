package io.anteroom.site.door;

import io.anteroom.domain.ticket.RequestId;
import io.anteroom.signedcalls.PrivateOrigin;
import io.anteroom.signedcalls.Reply;
import io.anteroom.signedcalls.Reply.Answered;
import io.anteroom.signedcalls.Reply.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the room that somebody is done, so that it can let in the next. Nobody waits for that:
 * where the private origin does not answer, it is tried again behind the visitor's back, until
 * their turn would have ended anyway.
 */
public final class SessionEnds implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SessionEnds.class);

  /** Sales of some minutes; each takes some hundred bytes. */
  private static final int MOST_WAITING = 1_000;

  /** A call takes some tens of milliseconds, and the private origin is not for crowds. */
  private static final int AT_ONCE = 4;

  private static final int OK = 200;

  /** No such session, or none any more: who asks again after an answer was lost hears that, too. */
  private static final int NOT_FOUND = 404;

  private final PrivateOrigin origin;
  private final String room;
  private final InstantSource clock;
  private final AtomicLong givenUp = new AtomicLong();
  private final ThreadPoolExecutor calls =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofVirtual().name("session-end-", 0).factory());

  /** Ends sessions of that room. */
  public SessionEnds(PrivateOrigin origin, String room, InstantSource clock) {
    this.origin = origin;
    this.room = room;
    this.clock = clock;
  }

  /**
   * Somebody has bought. Returns at once.
   *
   * @param turnEndsAt when the room counts them as inside no more, whoever says what
   */
  public void end(RequestId visitor, Instant turnEndsAt) {
    String key = UUID.randomUUID().toString();
    try {
      calls.execute(() -> tell(visitor, turnEndsAt, key));
    } catch (RejectedExecutionException _) {
      giveUp("too many wait for that, or the shop closes");
    }
  }

  private void tell(RequestId visitor, Instant turnEndsAt, String key) {
    Duration left = Duration.between(clock.instant(), turnEndsAt);
    if (left.isNegative()) {
      giveUp("the turn has ended meanwhile");
      return;
    }
    String body =
        "{\"event_id\":\"%s\",\"request_id\":\"%s\",\"status\":1}".formatted(room, visitor);
    judge(origin.post("/update_session", body, key, left));
  }

  private void judge(Reply reply) {
    switch (reply) {
      case Answered(int status, _) when status == OK || status == NOT_FOUND ->
          log.debug("a session has ended: {}", status);
      case Answered(int status, _) -> giveUp("the answer was " + status);
      case Unanswered(String why) -> giveUp(why);
    }
  }

  private void giveUp(String why) {
    log.warn(
        "the room does not hear that somebody has bought, and counts them as inside until their"
            + " turn ends: {} ({} so far)",
        why,
        givenUp.incrementAndGet());
  }

  /** How many purchases the room does not know of. */
  long givenUp() {
    return givenUp.get();
  }

  /** Breaks off what is under way, and forgets what waits. */
  @Override
  public void close() {
    calls.shutdownNow().forEach(_ -> giveUp("the shop closes"));
  }
}
