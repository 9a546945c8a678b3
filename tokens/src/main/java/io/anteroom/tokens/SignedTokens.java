package io.anteroom.tokens;

/**
 * The three tokens made of one set of claims, as compact JWS (RFC 7515 section 3.1). They differ in
 * {@code token_use} only.
 */
public record SignedTokens(String access, String refresh, String id) {

  /** The same with another id token. */
  public SignedTokens withId(String other) {
    return new SignedTokens(access, refresh, other);
  }

  /** Says nothing: whoever reads a token in a log is let in by it. */
  @Override
  public String toString() {
    return "SignedTokens[hidden]";
  }
}
