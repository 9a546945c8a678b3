package io.anteroom.conformance;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;

/**
 * An origin, all of whose answers are judged by its document. Remembers which of the answers in the
 * document it has seen. Safe for use by many threads.
 */
final class JudgedOrigin {

  private final Contract contract;
  private final int port;
  private final UnaryOperator<Call> admission;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  /**
   * An origin at a port of this machine.
   *
   * @param admission adds what lets a call in
   */
  JudgedOrigin(Contract contract, int port, UnaryOperator<Call> admission) {
    this.contract = contract;
    this.port = port;
    this.admission = admission;
  }

  Contract contract() {
    return contract;
  }

  Reply get(String target) {
    return send(Call.get(target));
  }

  Reply post(String target, String body) {
    return send(Call.post(target, body));
  }

  /** Sends a call with what lets it in. */
  Reply send(Call call) {
    return sendAsItIs(admission.apply(call));
  }

  /**
   * Sends a call.
   *
   * @throws AssertionError if the answer is not as the document says
   */
  Reply sendAsItIs(Call call) {
    Reply reply = call.sendTo(port);
    List<String> objections = contract.objections(call.method(), call.path(), reply);
    if (!objections.isEmpty()) {
      throw new AssertionError(
          "%s %s, answered with %d: %s"
              .formatted(call.method(), call.target(), reply.status(), objections));
    }
    contract
        .find(call.method(), call.path())
        .ifPresent(operation -> seen.add(operation.name() + " -> " + reply.status()));
    return reply;
  }

  /** Answers that the document has and that nobody got, as {@code GET /path -> 404}. */
  Set<String> unseen() {
    Set<String> unseen = new TreeSet<>();
    for (Operation operation : contract.operations()) {
      operation.statuses().forEach(status -> unseen.add(operation.name() + " -> " + status));
    }
    unseen.removeAll(seen);
    return unseen;
  }
}
