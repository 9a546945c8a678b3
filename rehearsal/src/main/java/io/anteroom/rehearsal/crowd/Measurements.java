package io.anteroom.rehearsal.crowd;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What is counted and timed while the crowd goes through. */
public final class Measurements {

  /** From the moment at which a visitor meant to join until its join was answered. */
  public final Latency joinAnswer = new Latency();

  /** From the answer to the join until the visitor was told its number. */
  public final Latency joinToNumber = new Latency();

  /**
   * From the moment at which the server was told to serve a number, or, where that came later, the
   * number was told, until its holder had a token.
   */
  public final Latency servedToToken = new Latency();

  /** One call of generate_token that gave a token. */
  public final Latency tokenAnswer = new Latency();

  final LongAdder joined = new LongAdder();
  final LongAdder numbered = new LongAdder();
  final LongAdder admitted = new LongAdder();
  final LongAdder closed = new LongAdder();
  final LongAdder moves = new LongAdder();
  final LongAdder failed = new LongAdder();
  final LongAdder unclearJoins = new LongAdder();
  final AtomicLong lastJoinNanos = new AtomicLong(Long.MIN_VALUE);

  private final Map<Failure, LongAdder> errors = new ConcurrentHashMap<>();
  private final Map<Step, LongAdder> retries = new ConcurrentHashMap<>();

  /**
   * A way in which a call can go wrong.
   *
   * @param what the status, or in words why there was none
   */
  public record Failure(Step step, String what) implements Comparable<Failure> {
    @Override
    public int compareTo(Failure other) {
      int byStep = step.compareTo(other.step);
      return byStep != 0 ? byStep : what.compareTo(other.what);
    }
  }

  void error(Step step, String what) {
    errors.computeIfAbsent(new Failure(step, what), _ -> new LongAdder()).increment();
  }

  void retry(Step step) {
    retries.computeIfAbsent(step, _ -> new LongAdder()).increment();
  }

  /** How often each failure was seen. */
  public Map<Failure, Long> errors() {
    Map<Failure, Long> counts = new TreeMap<>();
    errors.forEach((failure, count) -> counts.put(failure, count.sum()));
    return counts;
  }

  /** How often each step was tried again. */
  public Map<Step, Long> retries() {
    Map<Step, Long> counts = new TreeMap<>();
    retries.forEach((step, count) -> counts.put(step, count.sum()));
    return counts;
  }

  /** Visitors that hold a place. */
  public long joined() {
    return joined.sum();
  }

  /** Visitors that know their number. */
  public long numbered() {
    return numbered.sum();
  }

  /** Visitors that hold a token. */
  public long admitted() {
    return admitted.sum();
  }

  /** Sessions that were closed. */
  public long closed() {
    return closed.sum();
  }

  /** Visitors that gave up. */
  public long failed() {
    return failed.sum();
  }

  /** Joins without a clear answer: each may hold a place that nobody will claim. */
  public long unclearJoins() {
    return unclearJoins.sum();
  }

  /** When the last join was answered, by {@link System#nanoTime()}. */
  public long lastJoinNanos() {
    return lastJoinNanos.get();
  }

  /** Grows whenever a visitor comes one step further, or the serving counter moves. */
  public long steps() {
    return joined() + numbered() + admitted() + closed() + failed() + moves.sum();
  }
}
