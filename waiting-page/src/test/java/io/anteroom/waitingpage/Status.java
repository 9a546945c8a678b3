package io.anteroom.waitingpage;

/**
 * What queue_status says of a place; a text that is {@code "null"} is written as null.
 *
 * @param waitSeconds as JSON
 */
record Status(
    String state,
    String number,
    long serving,
    String ahead,
    String waitSeconds,
    String room,
    String expiresIn,
    long nextPollMillis) {

  private static final long NEXT_POLL_MILLIS = 5_000;

  static Status numbering() {
    return new Status("numbering", "null", 1_200, "null", "null", "open", "null", NEXT_POLL_MILLIS);
  }

  /** Somebody who waits while number 191 is served. */
  static Status waiting(long ahead) {
    return new Status(
        "waiting",
        Long.toString(192 + ahead),
        191,
        Long.toString(ahead),
        "null",
        "open",
        "null",
        NEXT_POLL_MILLIS);
  }

  static Status served(long expiresIn) {
    return new Status(
        "served", "1234", 1_240, "0", "null", "open", Long.toString(expiresIn), NEXT_POLL_MILLIS);
  }

  static Status expired() {
    return new Status("expired", "1234", 1_240, "0", "null", "open", "null", NEXT_POLL_MILLIS);
  }

  Status estimated(long low, long high) {
    String range = "{\"low\":%d,\"high\":%d}".formatted(low, high);
    return new Status(state, number, serving, ahead, range, room, expiresIn, nextPollMillis);
  }

  Status room(String now) {
    return new Status(state, number, serving, ahead, waitSeconds, now, expiresIn, nextPollMillis);
  }

  Status nextPoll(long millis) {
    return new Status(state, number, serving, ahead, waitSeconds, room, expiresIn, millis);
  }

  String json() {
    return """
    {"queue_number":%s,"serving_counter":%d,"ahead":%s,"wait_seconds":%s,"state":"%s",\
    "room_state":"%s","expires_in":%s,"next_poll_ms":%d}\
    """
        .formatted(number, serving, ahead, waitSeconds, state, room, expiresIn, nextPollMillis);
  }
}
