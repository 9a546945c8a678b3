package io.anteroom.signedcalls;

/** What came of a call. */
public sealed interface Reply {

  /**
   * An answer that the same call would get again.
   *
   * @param status of HTTP, never one that only says "not now"
   * @param body in UTF-8, at most {@link PrivateOrigin#MAX_BODY} bytes
   */
  record Answered(int status, String body) implements Reply {}

  /**
   * No answer in time, or none but "not now". A call that changes something may have done so.
   *
   * @param why in words, of the last try
   */
  record Unanswered(String why) implements Reply {}
}
