package io.anteroom.inlets.message;

import java.util.Locale;

/** How messages come in. */
enum Way {
  /** From an SQS queue. */
  QUEUE,
  /** Pushed by an SNS topic. */
  PUSH,
  /** By a signed call. */
  CALL;

  /** As metrics name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
