package io.anteroom.inlets.room;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.SessionStatus;

/**
 * What an inlet asks of the private API. Calls wait for their answers, and are tried again within
 * bounds where there is none; they belong on virtual threads. Safe for use by many threads.
 */
public interface PrivateCalls {

  /**
   * Marks the session of a token as over.
   *
   * @param status {@link SessionStatus#COMPLETED} or {@link SessionStatus#ABANDONED}
   */
  Closing updateSession(EventId eventId, RequestId requestId, SessionStatus status);

  /** What became of a session that was to be closed. */
  sealed interface Closing {

    /** It is closed, by this call or by an earlier try of it. */
    record Closed() implements Closing {}

    /** There is no token for this request, or its session was closed before. */
    record UnknownOrSet() implements Closing {}

    /**
     * Nobody could say. It can be tried again.
     *
     * @param why in words
     */
    record NotNow(String why) implements Closing {}
  }
}
