package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.origin.Signature;
import java.util.concurrent.atomic.AtomicBoolean;

/** The same room as its site can use it. */
public final class PrivateRoom {

  private static final int COMPLETED = 1;
  private static final int CLOSED_ALREADY = 404;

  private final EventId eventId;
  private final Asking asking;
  private final Signature signature;

  /** A room that takes calls with that signature. */
  public PrivateRoom(EventId eventId, Asking asking, Signature signature) {
    this.eventId = eventId;
    this.asking = asking;
    this.signature = signature;
  }

  /**
   * Moves the serving counter; gives where it is then.
   *
   * @param unclear told of each try that may move it later, or has, beside the one that is answered
   */
  public long increment(long by, Runnable unclear) throws InterruptedException, GaveUpException {
    String body = "{\"event_id\":\"%s\",\"increment_by\":%d}".formatted(eventId, by);
    Answer answer = ask(Step.INCREMENT, body, unclear);
    return Asking.number(Step.INCREMENT, asking.read(Step.INCREMENT, answer), "serving_num");
  }

  /** Closes a session. That it is closed already is no trouble if an earlier try was unclear. */
  void complete(String requestId) throws InterruptedException, GaveUpException {
    AtomicBoolean unclear = new AtomicBoolean();
    try {
      ask(
          Step.SESSION,
          "{\"event_id\":\"%s\",\"request_id\":\"%s\",\"status\":%d}"
              .formatted(eventId, requestId, COMPLETED),
          () -> unclear.set(true));
    } catch (GaveUpException e) {
      if (!(unclear.get() && e.refusedWith(CLOSED_ALREADY))) {
        throw e;
      }
    }
  }

  /** Starts a new generation: no number is given, nobody is served. */
  public void reset() throws InterruptedException, GaveUpException {
    ask(Step.RESET, "{\"event_id\":\"%s\"}".formatted(eventId), () -> {});
  }

  private Answer ask(Step step, String body, Runnable unclear)
      throws InterruptedException, GaveUpException {
    Request request = Request.post("/" + step.path(), body);
    return asking.ask(step, () -> signature.sign(request, asking.connections().origin()), unclear);
  }
}
