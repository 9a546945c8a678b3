package io.anteroom.readmodel;

import java.util.Collections;
import java.util.List;

/**
 * How many tokens of a generation end later than each of some moments, all counted at once.
 *
 * @param made tokens in all
 * @param open those whose session is open, ended or not
 * @param endingLater for each moment, in the order in which they were asked for
 */
public record TokenCounts(long made, long open, List<EndingLater> endingLater) {

  /**
   * Tokens that end later than one moment.
   *
   * @param open those whose session is open
   * @param all those, and those whose session was closed
   */
  public record EndingLater(long open, long all) {

    private static final EndingLater NONE = new EndingLater(0, 0);
  }

  /** Those of a generation that is over, or has none yet. */
  static TokenCounts none(int moments) {
    return new TokenCounts(0, 0, Collections.nCopies(moments, EndingLater.NONE));
  }

  /** How many sessions are closed. */
  public long closed() {
    return made - open;
  }
}
