package io.anteroom.rehearsal.proof;

/** One offender against one check. */
public record Breach(Check check, String offender) {

  private static final int SHOWN_DIGITS = 8;

  /** Enough of a request id to find it again, too little to use it. */
  public static String shorten(String requestId) {
    return requestId.length() <= SHOWN_DIGITS
        ? requestId
        : requestId.substring(0, SHOWN_DIGITS) + "...";
  }
}
