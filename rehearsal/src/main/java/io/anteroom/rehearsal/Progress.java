package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Measurements;
import java.io.PrintStream;
import java.util.Locale;

/**
 * Tells how far the crowd is: one line that is written anew on a terminal, else one now and then.
 */
final class Progress {

  /** Seconds between two lines where a line can't be written anew. */
  private static final long PLAIN_EVERY = 5;

  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final int visitors;

  Progress(PrintStream out, boolean terminal, int visitors) {
    this.out = out;
    this.terminal = terminal;
    this.visitors = visitors;
  }

  /** A word before the crowd comes. */
  void say(String words) {
    out.println(words);
  }

  /** Called once a second. */
  void show(long second, Measurements seen) {
    if (terminal) {
      out.print(ERASE_LINE + line(second, seen));
      out.flush();
    } else if (second % PLAIN_EVERY == 0) {
      out.println(line(second, seen));
    }
  }

  /** Leaves the line. */
  void end() {
    if (terminal) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }

  private String line(long second, Measurements seen) {
    long errors = seen.errors().values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "%4d s  joined %,d of %,d  numbered %,d  admitted %,d  closed %,d  errors %,d",
        second,
        seen.joined(),
        visitors,
        seen.numbered(),
        seen.admitted(),
        seen.closed(),
        errors);
  }
}
