package io.anteroom.rehearsal.page;

import io.anteroom.rehearsal.crowd.Latency;
import io.anteroom.rehearsal.origin.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What waiting pages have asked and heard; written by all of them at once. */
public final class PagesSeen {

  private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

  /** From the call of a page that joins until it was answered, whatever the answer was. */
  public final Latency joinAnswer = new Latency();

  /** The same of a page that asks how the line moves. */
  public final Latency statusAnswer = new Latency();

  final LongAdder placed = new LongAdder();
  final LongAdder numbered = new LongAdder();
  final LongAdder heard = new LongAdder();

  private final int pages;
  private final LongAdder waitedNanos = new LongAdder();
  private final Map<Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> states = new ConcurrentHashMap<>();

  PagesSeen(int pages) {
    this.pages = pages;
  }

  /**
   * A way in which calls came out.
   *
   * @param what the status, or in words why there was none
   */
  public record Outcome(PageCall call, String what) implements Comparable<Outcome> {
    @Override
    public int compareTo(Outcome other) {
      int byCall = call.compareTo(other.call);
      return byCall != 0 ? byCall : what.compareTo(other.what);
    }
  }

  void answered(PageCall call, long askedNanos, Answer answer) {
    count(call, Integer.toString(answer.status()));
    switch (call) {
      case PREFLIGHT -> {}
      case JOIN -> joinAnswer.record(askedNanos, answer.receivedNanos());
      case STATUS -> statusAnswer.record(askedNanos, answer.receivedNanos());
    }
  }

  void count(PageCall call, String what) {
    outcomes.computeIfAbsent(new Outcome(call, what), _ -> new LongAdder()).increment();
  }

  /** A page shows something else now. */
  void turned(String from, String to) {
    states.computeIfAbsent(from, _ -> new LongAdder()).decrement();
    states.computeIfAbsent(to, _ -> new LongAdder()).increment();
  }

  void opened(String state) {
    states.computeIfAbsent(state, _ -> new LongAdder()).increment();
  }

  void waited(long nanos) {
    waitedNanos.add(nanos);
  }

  /** How many there are to be. */
  public int pages() {
    return pages;
  }

  /** How many have a place in the line. */
  public long placed() {
    return placed.sum();
  }

  /** How many were told that they have a number. */
  public long numbered() {
    return numbered.sum();
  }

  /** How many never learnt how the line moves. */
  public long deaf() {
    return pages - heard.sum();
  }

  /** How often each call came out how. */
  public Map<Outcome, Long> outcomes() {
    return sums(outcomes);
  }

  /** How many pages show what. */
  public Map<String, Long> states() {
    Map<String, Long> sums = sums(states);
    sums.values().removeIf(count -> count == 0);
    return sums;
  }

  private static <K> Map<K, Long> sums(Map<K, LongAdder> counts) {
    Map<K, Long> sums = new TreeMap<>();
    counts.forEach((key, count) -> sums.put(key, count.sum()));
    return sums;
  }

  /** How often they have asked how the line moves. */
  public long asked() {
    return outcomes().entrySet().stream()
        .filter(entry -> entry.getKey().call() == PageCall.STATUS)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How often a page asks in an hour that it waits; known when the pages are closed. */
  public double askedPerWaitingHour() {
    long waited = waitedNanos.sum();
    return waited == 0 ? 0 : asked() / (waited / NANOS_PER_HOUR);
  }
}
