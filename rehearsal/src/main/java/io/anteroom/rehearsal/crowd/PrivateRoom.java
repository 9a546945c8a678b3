package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.signedcalls.Signer;
import java.util.UUID;

/** The same room as its site can use it. */
public final class PrivateRoom {

  private static final int COMPLETED = 1;

  private final EventId eventId;
  private final Asking asking;
  private final Signer signer;

  /** A room whose calls that signer signs. */
  public PrivateRoom(EventId eventId, Asking asking, Signer signer) {
    this.eventId = eventId;
    this.asking = asking;
    this.signer = signer;
  }

  /** Moves the serving counter; gives where it is then. */
  public long increment(long by) throws InterruptedException, GaveUpException {
    Answer answer =
        ask(Step.INCREMENT, "{\"event_id\":\"%s\",\"increment_by\":%d}".formatted(eventId, by));
    return Asking.number(Step.INCREMENT, asking.read(Step.INCREMENT, answer), "serving_num");
  }

  /** Closes a session. */
  void complete(String requestId) throws InterruptedException, GaveUpException {
    ask(
        Step.SESSION,
        "{\"event_id\":\"%s\",\"request_id\":\"%s\",\"status\":%d}"
            .formatted(eventId, requestId, COMPLETED));
  }

  /** Starts a new generation: no number is given, nobody is served. */
  public void reset() throws InterruptedException, GaveUpException {
    ask(Step.RESET, "{\"event_id\":\"%s\"}".formatted(eventId));
  }

  /** Sends the same key with each try, so that the room does it once, however many arrive. */
  private Answer ask(Step step, String body) throws InterruptedException, GaveUpException {
    Request request =
        Request.post("/" + step.path(), body).with("Idempotency-Key", UUID.randomUUID().toString());
    return asking.ask(step, () -> request.signed(signer, asking.connections().origin()), () -> {});
  }
}
