package io.anteroom.oidc.place;

/**
 * The tokens of a place, as an OpenID client needs them.
 *
 * @param expiresIn seconds, at least 1
 */
public record Tokens(String access, String id, long expiresIn) {

  /** Says nothing: whoever reads a token in a log is let in by it. */
  @Override
  public String toString() {
    return "Tokens[hidden]";
  }
}
