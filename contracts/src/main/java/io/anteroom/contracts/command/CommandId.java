package io.anteroom.contracts.command;

/**
 * Names one command, however often it is sent.
 *
 * @param value 1 to 128 printable ASCII characters
 */
public record CommandId(String value) {

  private static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if the value is empty, too long or not printable ASCII
   */
  public CommandId {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          "command id must be 1 to " + MAX_LENGTH + " printable ASCII characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
