package io.anteroom.rehearsal.crowd;

/** A call of the waiting room's API, and the answers that are in order. */
public enum Step {
  /** A visitor joins. */
  JOIN("assign_queue_num", false),
  /** A visitor asks for its number. */
  NUMBER("queue_num", true),
  /** A visitor looks at the serving counter. */
  SERVING("serving_num", false),
  /** A visitor asks for its token. */
  TOKEN("generate_token", true),
  /** The site says what became of a visitor. */
  SESSION("update_session", false),
  /** The site lets more people in. */
  INCREMENT("increment_serving_counter", false),
  /** Somebody asks for the key that tokens are checked with. */
  PUBLIC_KEY("public_key", false),
  /** The site starts the room afresh. */
  RESET("reset_initial_state", false);

  private static final int DONE = 200;
  private static final int NOT_YET = 202;

  private final String path;
  private final boolean mayTakeTime;

  Step(String path, boolean mayTakeTime) {
    this.path = path;
    this.mayTakeTime = mayTakeTime;
  }

  /** The last part of the address. */
  public String path() {
    return path;
  }

  boolean expects(int status) {
    return status == DONE || (mayTakeTime && status == NOT_YET);
  }
}
