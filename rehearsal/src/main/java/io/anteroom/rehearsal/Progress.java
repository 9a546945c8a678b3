package io.anteroom.rehearsal;

import io.anteroom.rehearsal.crowd.Measurements;
import io.anteroom.rehearsal.page.PagesSeen;
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

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A word before the crowd comes. */
  void say(String words) {
    out.println(words);
  }

  /** Called once a second. */
  void show(long second, String words) {
    String line = String.format(Locale.ROOT, "%4d s  %s", second, words);
    if (terminal) {
      out.print(ERASE_LINE + line);
      out.flush();
    } else if (second % PLAIN_EVERY == 0) {
      out.println(line);
    }
  }

  /** Leaves the line. */
  void end() {
    if (terminal) {
      out.print(ERASE_LINE);
      out.flush();
    }
  }

  /** Of a crowd. */
  static String of(Measurements seen, int visitors) {
    long errors = seen.errors().values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        "joined %,d of %,d  numbered %,d  admitted %,d  closed %,d  errors %,d",
        seen.joined(),
        visitors,
        seen.numbered(),
        seen.admitted(),
        seen.closed(),
        errors);
  }

  /** Of waiting pages. */
  static String of(PagesSeen seen) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d pages have a place  asked %,d times  they show %s",
        seen.placed(),
        seen.pages(),
        seen.asked(),
        seen.states());
  }
}
