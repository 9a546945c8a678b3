package io.anteroom.tokens;

/** What one of the three tokens of a place is for ({@code token_use}). */
public enum TokenUse {
  /** Shown to the site to get in. */
  ACCESS("access"),
  /** Handed out for clients that expect one; nothing here takes it. */
  REFRESH("refresh"),
  /** Says who was let in. */
  ID("id");

  private final String wireName;

  TokenUse(String wireName) {
    this.wireName = wireName;
  }

  /** The value of the claim. */
  public String wireName() {
    return wireName;
  }
}
