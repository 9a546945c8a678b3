package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Answer;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.origin.Signature;
import java.util.Map;
import java.util.UUID;

/** The same room as its site can use it. A call that is tried again takes effect once. */
public final class PrivateRoom {

  private static final int COMPLETED = 1;

  private final EventId eventId;
  private final Asking asking;
  private final Signature signature;

  public PrivateRoom(EventId eventId, Asking asking, Signature signature) {
    this.eventId = eventId;
    this.asking = asking;
    this.signature = signature;
  }

  /** Moves the serving counter; gives where it is then. */
  public long increment(long by) throws InterruptedException, GaveUpException {
    Answer answer =
        ask(Step.INCREMENT, "{\"event_id\":\"%s\",\"increment_by\":%d}".formatted(eventId, by));
    return Asking.number(Step.INCREMENT, asking.read(Step.INCREMENT, answer), "serving_num");
  }

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

  private Answer ask(Step step, String body) throws InterruptedException, GaveUpException {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());
    Request request = new Request("POST", "/" + step.path(), headers, body);
    return asking.ask(step, () -> signature.sign(request, asking.connections().origin()));
  }
}
