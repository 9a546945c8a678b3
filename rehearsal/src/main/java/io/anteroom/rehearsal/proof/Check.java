package io.anteroom.rehearsal.proof;

/** What a rehearsal checks. */
public enum Check {
  /** Every visitor got its number and its token, and no step stayed without a good answer. */
  EVERY_VISITOR_CAME_THROUGH("every visitor got one number and came through"),
  /** No two visitors share a request id or a number. */
  NUMBERS_UNIQUE("numbers and request ids are unique"),
  /** No number between the first and the last is missing, and none lies before the first. */
  NUMBERS_DENSE("numbers are dense"),
  /** No token for a number that the serving counter had not reached. */
  NO_TOKEN_BEFORE_SERVED("nobody got a token before being served"),
  /** Each token is signed with the published key and says what it must. */
  TOKENS_VERIFY("tokens verify with the published key"),
  /** A token that is asked for again has the same bytes. */
  TOKENS_REPEAT("a repeated token is byte-identical"),
  /** The serving counter moves by what was asked for. */
  COUNTER_MOVES_AS_ASKED("the serving counter moves as asked");

  private final String words;

  Check(String words) {
    this.words = words;
  }

  /** What holds if nothing is found. */
  public String words() {
    return words;
  }
}
