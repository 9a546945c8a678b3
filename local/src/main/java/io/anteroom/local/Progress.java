package io.anteroom.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells whoever waits how far the start is. Safe for use by many threads. */
final class Progress {
  private final PrintStream out;
  private final long began = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  /** Something worth a line of its own. */
  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A part that is up, and how long after the start. */
  void up(String part) {
    Duration taken = Duration.ofNanos(System.nanoTime() - began);
    say(String.format(Locale.ROOT, "  %5.1f s  %s", taken.toMillis() / 1000.0, part));
  }
}
