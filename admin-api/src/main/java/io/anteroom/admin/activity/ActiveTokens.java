package io.anteroom.admin.activity;

import io.anteroom.readmodel.TokenCounts;
import io.anteroom.readmodel.TokenCounts.EndingLater;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many tokens were active at the end of each step: not ended, and with an open session. The log
 * says when tokens were made and sessions closed, Redis when tokens end.
 *
 * <pre>
 *   active then =   tokens that end later than then, and are open now
 *                 - those that were made since then
 *                 + those that were closed since then and would end later
 * </pre>
 *
 * <p>The log does not say when a token ends whose session is closed. Those that were closed since
 * then count as ending later, as many of them as Redis has closed ones that do; it has also those
 * that were closed before. So a session that is closed after its token has ended may count as
 * active in between, never more of them than there were tokens.
 */
public final class ActiveTokens {

  private ActiveTokens() {}

  /**
   * Active tokens at the end of each step; empty where the generation had not begun.
   *
   * @param counts of the same generation, for the ends of the same steps; taken then or later, or a
   *     moment before
   */
  public static List<Optional<Long>> atEnds(List<History.Step> steps, TokenCounts counts) {
    List<Optional<Long>> active = new ArrayList<>(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      EndingLater ending = counts.endingLater().get(i);
      active.add(steps.get(i).atEnd().map(then -> at(then, counts, ending)));
    }
    return List.copyOf(active);
  }

  private static long at(Levels then, TokenCounts counts, EndingLater ending) {
    long madeSince = counts.made() - then.tokens();
    long closedSince = counts.closed() - then.closed();
    long closedEndingLater = ending.all() - ending.open();
    return Math.max(0, ending.open() - madeSince + Math.min(closedSince, closedEndingLater));
  }
}
