package io.anteroom.domain.token;

/**
 * Who issues tokens ({@code iss}, RFC 7519 section 4.1.1), as a rule the public origin.
 *
 * @param value 1 to 512 printable ASCII characters
 */
public record Issuer(String value) {

  private static final int MAX_LENGTH = 512;

  /**
   * @throws IllegalArgumentException if the value is empty, too long or not printable ASCII
   */
  public Issuer {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "issuer must be 1 to " + MAX_LENGTH + " printable ASCII characters without spaces");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
