package io.anteroom.domain.invariant;

/** The named rules that hold in every history. Their names are used in tests, audits and docs. */
public enum Invariant {
  /** Every record of the log can be read and stands where its kind and room belong. */
  EVERY_RECORD_IS_READABLE("EveryRecordIsReadable"),
  /** The events of a room are numbered 1, 2, 3: none is lost, none is there twice. */
  EVENTS_FOLLOW("EventsFollow"),
  /** Decision times of a room never run back. */
  TIME_NEVER_RUNS_BACK("TimeNeverRunsBack"),
  /** Within a generation each span starts at the number behind the last one, from 1. */
  QUEUE_NUMBERS_ARE_DENSE("QueueNumbersAreDense"),
  /** No place has two numbers, and no place of a former generation has one. */
  PLACES_ARE_NUMBERED_ONCE("PlacesAreNumberedOnce"),
  /** No token for a number above the serving counter at the moment of the decision. */
  NO_TOKEN_ABOVE_SERVING("NoTokenAboveServing"),
  /** The position in a token is the number of its place. */
  TOKEN_HAS_ITS_NUMBER("TokenHasItsNumber"),
  /** At most one set of claims for each request of a generation. */
  ONE_CLAIM_PER_REQUEST("OneClaimPerRequest"),
  /** A session has a token and leaves status 0 at most once. */
  SESSION_CLOSES_ONCE("SessionClosesOnce"),
  /** Each move of the serving counter starts where the last one ended. */
  SERVING_MOVES_CHAIN("ServingMovesChain"),
  /** A position expires only if it was served, at the end of its time and not before. */
  POSITIONS_HAVE_THEIR_TIME("PositionsHaveTheirTime"),
  /** Nobody gets a token for a position that has expired, whatever settings change. */
  EXPIRED_STAYS_EXPIRED("ExpiredStaysExpired"),
  /** Each expired position is counted once, and moves the serving counter at most once. */
  EXPIRED_TURNS_PASS_ONCE("ExpiredTurnsPassOnce"),
  /** The serving counter of a paused room stands still. */
  PAUSED_ROOMS_STAND("PausedRoomsStand"),
  /** A retired room numbers late joins at most, until it is made again as the next generation. */
  RETIRED_ROOMS_REST("RetiredRoomsRest"),
  /** A reset begins the next generation, behind every place that has a number. */
  GENERATIONS_SUCCEED("GenerationsSucceed"),
  /** Nobody who may still claim a token is left out where they are counted. */
  NOBODY_WHO_MAY_COME_IS_OVERLOOKED("NobodyWhoMayComeIsOverlooked"),
  /** The counters of a room equal what its events say. */
  COUNTERS_EQUAL_EVENTS("CountersEqualEvents"),
  /** Every join in the log is in exactly one span, once the spans have reached it. */
  EVERY_JOIN_IS_NUMBERED("EveryJoinIsNumbered");

  private final String title;

  Invariant(String title) {
    this.title = title;
  }

  /** The name as documents write it. */
  @Override
  public String toString() {
    return title;
  }
}
