package io.anteroom.readmodel;

/**
 * Says which log a mirror shows, so that another one with the same names is not taken for it.
 *
 * @param value the ids that the cluster gave itself and the topic, without blanks
 */
public record LogId(String value) {

  /**
   * @throws IllegalArgumentException if the value is empty or has a blank
   */
  public LogId {
    if (value.isEmpty() || value.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("log id must be a text without blanks");
    }
  }
}
