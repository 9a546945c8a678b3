package io.anteroom.rehearsal.crowd;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** How long something took, over all visitors: to 0.1 %, from 1 µs up to an hour. */
public final class Latency {

  private static final long HIGHEST_MICROS = Duration.ofHours(1).toMillis() * 1000;

  private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);

  /** Adds what lay between two moments, by {@link System#nanoTime()}. */
  public void record(long fromNanos, long toNanos) {
    micros.recordValue(Math.clamp((toNanos - fromNanos) / 1000, 0, HIGHEST_MICROS));
  }

  /** How many were measured. */
  public long count() {
    return micros.getTotalCount();
  }

  /** In milliseconds: that many per cent took no longer. */
  public double percentileMillis(double percent) {
    return count() == 0 ? 0 : micros.getValueAtPercentile(percent) / 1000.0;
  }

  /** The longest, in milliseconds. */
  public double maxMillis() {
    return count() == 0 ? 0 : micros.getMaxValue() / 1000.0;
  }
}
