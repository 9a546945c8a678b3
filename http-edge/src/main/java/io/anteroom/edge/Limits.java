package io.anteroom.edge;

import java.time.Duration;

/**
 * How long a server bears with the client of a connection.
 *
 * @param head how long it may stay open without a whole request head: bounds idle clients, and also
 *     those that send a head one byte at a time
 * @param body how long a body may take
 * @param closing what becomes of whoever still sends when he is answered
 */
record Limits(Duration head, Duration body, LingeringClose closing) {

  private static final Duration HEAD = Duration.ofSeconds(30);

  /** 8 KiB in this time is slower than any phone. */
  private static final Duration BODY = Duration.ofSeconds(10);

  static Limits usual() {
    return of(HEAD, BODY);
  }

  static Limits of(Duration head, Duration body) {
    return new Limits(head, body, LingeringClose.usual());
  }
}
