package io.anteroom.inlets.message;

import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.edge.Answer;
import io.anteroom.edge.Body;
import io.anteroom.edge.Call;
import io.anteroom.edge.Face;
import io.anteroom.edge.PrivateAccess;
import io.anteroom.edge.Refusal;
import io.anteroom.edge.signature.Digests;
import io.anteroom.inlets.running.Inlet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** {@code POST /inlet_messages/{inlet}}: a message by a signed call of the site's. */
final class SignedMessages {

  /** A million ids, and what stands between them. */
  static final int MAX_BODY = 48 * 1024 * 1024;

  /** One of the longest and some of the usual ones; their ids take as much again. */
  static final long MAX_BODIES = 64 * 1024 * 1024;

  private final Door door;
  private final MessageDesk desk;

  SignedMessages(Door door, MessageDesk desk) {
    this.door = door;
    this.desk = desk;
  }

  Face face(PrivateAccess access) {
    return Face.guarded(access)
        .post("/inlet_messages/{inlet}", Body.upTo(MAX_BODY, MAX_BODIES), this::take)
        .build();
  }

  private Mono<Answer> take(Call call) {
    Inlet inlet = door.inlet(call);
    Optional<String> key = call.idempotencyKey().map(IdempotencyKey::key);
    return door.answer(() -> answer(inlet, key, call.body()));
  }

  private Answer answer(Inlet inlet, Optional<String> key, byte[] body) {
    ExitMessage message;
    try {
      message = desk.read(inlet, Way.CALL, body);
    } catch (UnreadableMessageException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
    String id = key.map(given -> "call." + given).orElseGet(() -> id(message, body));
    return switch (desk.handle(inlet, Way.CALL, id, message)) {
      case Outcome.Done(Tally tally) -> Answer.ok(json(tally));
      case Outcome.NotNow(String why) -> throw Door.later(why);
    };
  }

  /**
   * Names a message whose sender has not. Those who left are named by the ids of who left, so that
   * a repeat is known; two messages that only say how many are two messages.
   */
  private static String id(ExitMessage message, byte[] body) {
    return message.namesSessions()
        ? "body." + Digests.sha256Hex(body)
        : "call." + UUID.randomUUID();
  }

  private static Map<String, Object> json(Tally tally) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("completed", tally.completed());
    json.put("abandoned", tally.abandoned());
    json.put("unknown", tally.unknown());
    json.put("invalid", tally.invalid());
    json.put("duplicates", tally.duplicates());
    json.put("moved_by", tally.movedBy());
    tally.counter().ifPresent(counter -> json.put("serving_num", counter.value()));
    return json;
  }
}
