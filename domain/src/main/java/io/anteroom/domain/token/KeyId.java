package io.anteroom.domain.token;

/**
 * Names a signing key ({@code kid}, RFC 7517 section 4.5).
 *
 * @param value 1 to 128 characters
 */
public record KeyId(String value) {

  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if the value is empty or too long
   */
  public KeyId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("kid must be 1 to " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
