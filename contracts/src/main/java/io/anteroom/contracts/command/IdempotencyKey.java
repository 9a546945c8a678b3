package io.anteroom.contracts.command;

/**
 * Marks a call that may be sent again: within {@link RememberedAnswer#REMEMBERED_FOR} the room
 * answers the same call as it did the first time, and does nothing.
 *
 * @param key the caller's own name for the call, 1 to {@value #MAX_LENGTH} visible ASCII characters
 * @param body SHA-256 of what was asked, in lower-case hex, by which another call under the same
 *     key is told apart
 */
public record IdempotencyKey(String key, String body) {

  /** As much as callers of other services may use. */
  public static final int MAX_LENGTH = 255;

  /**
   * @throws IllegalArgumentException if the key is empty, too long or not visible ASCII
   */
  public IdempotencyKey {
    if (key.isEmpty()
        || key.length() > MAX_LENGTH
        || !key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "Idempotency-Key must be 1 to "
              + MAX_LENGTH
              + " visible ASCII characters without spaces");
    }
  }
}
