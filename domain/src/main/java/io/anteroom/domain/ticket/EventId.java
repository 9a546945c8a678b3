package io.anteroom.domain.ticket;

/**
 * The name of one waiting room ("event" in the contract).
 *
 * @param value 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}
 */
public record EventId(String value) implements Comparable<EventId> {

  /** The longest name, in characters. */
  public static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException if the name is empty, too long or has another character
   */
  public EventId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "event_id must be 1 to " + MAX_LENGTH + " characters of A-Z a-z 0-9 . _ -");
    }
  }

  /** Says whether a text would make a room's name. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    return text.chars().allMatch(EventId::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  @Override
  public int compareTo(EventId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
