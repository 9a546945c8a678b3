package io.anteroom.domain.token;

/**
 * Names one set of claims ({@code jti}, RFC 7519 section 4.1.7).
 *
 * @param value 1 to 128 characters
 */
public record TokenId(String value) {

  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if the value is empty or too long
   */
  public TokenId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("jti must be 1 to " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
