package io.anteroom.audit;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says now and then how far a long reading has come. */
final class Progress {

  private static final long INTERVAL_NANOS = Duration.ofSeconds(2).toNanos();

  private final PrintStream out;
  private final String what;
  private final long total;
  private long done;
  private long lastSaid = System.nanoTime();

  /**
   * @param out where to say it
   * @param what the kind of records
   * @param total how many there are, as far as offsets tell
   */
  Progress(PrintStream out, String what, long total) {
    this.out = out;
    this.what = what;
    this.total = total;
  }

  /** Counts offsets that lie behind. */
  void passed(long offsets) {
    done += offsets;
    long now = System.nanoTime();
    if (now - lastSaid >= INTERVAL_NANOS) {
      lastSaid = now;
      out.printf(Locale.ROOT, "audit: %,d of %,d %s read%n", done, total, what);
    }
  }
}
