package io.anteroom.inlets.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.edge.signature.Digests;
import java.time.Instant;
import java.util.UUID;

/** The idempotency keys under which an inlet asks for moves. A room knows its own only. */
final class Keys {

  private Keys() {}

  /** The same in every replica, and after a restart: a tick counts once. */
  static String ofTick(String inlet, Instant due) {
    return "periodic.%s.%d".formatted(inlet, due.getEpochSecond());
  }

  /** The same whenever the message comes, whatever its id looks like. */
  static String ofMessage(String inlet, String messageId) {
    return "exits." + Digests.sha256Hex((inlet + "\n" + messageId).getBytes(UTF_8));
  }

  /** One of a kind: what is decided on a look holds from there only. */
  static String ofLook() {
    return UUID.randomUUID().toString();
  }
}
