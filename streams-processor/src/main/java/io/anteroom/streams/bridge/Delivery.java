package io.anteroom.streams.bridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Delivers what is in the outbox, round by round: some calls side by side, and a judgement on each
 * letter when all of them are back.
 *
 * <pre>
 *                          +-- accepted -------------------------------------> settled
 *   outbox --> one call ---+-- postponed ---------------> later, as often as it takes
 *                          +-- refused -----------------> later, in the end --> dead letters, settled
 *                          +-- call rejected -----------> at once, in a call of its own
 *                          +-- call failed -------------> with the others, then in a call of its own
 * </pre>
 *
 * <p>A call that fails makes all letters wait, and the rounds after it small; for if nothing
 * passes, the bus is the trouble. But it can be one letter as well, and the bus does not say so:
 * one that has failed {@value #MAX_SHARED_FAILURES} times goes alone. From then on a failed call of
 * its own, like any answer but yes, makes only its own lane wait, and others pass.
 *
 * <p>A letter is given up when the bus has refused it {@value #MAX_REFUSALS} times and has accepted
 * others in the meantime; never for a call that failed. For one thread.
 */
final class Delivery implements AutoCloseable {

  /** Calls side by side: at 20 ms a call, some 4,000 events a second. */
  static final int MAX_CALLS = 8;

  /** With the usual pace, ten to thirteen seconds of trying. */
  static final int MAX_REFUSALS = 8;

  /** Some are for a bus that is away for a moment: going alone costs a call for each letter. */
  static final int MAX_SHARED_FAILURES = 3;

  /** A letter that failed so often while others passed is worth a line in the log. */
  private static final int NOTABLE_FAILURES = 8;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Outbox outbox;
  private final Bus bus;
  private final Predicate<Letter> deadLetters;
  private final Pace pace;
  private final RandomGenerator chance;
  private final LongSupplier nanoClock;
  private final BridgeMetrics metrics;
  private final Turns turns = new Turns();
  private final BusOutage outage = new BusOutage();
  private long accepted;
  private int calls = MAX_CALLS;
  private int failedRounds;
  private OptionalLong notBeforeNanos = OptionalLong.empty();

  /**
   * @param deadLetters keeps a letter that is given up; false if it can't for now
   * @param nanoClock as {@link System#nanoTime}
   */
  Delivery(
      Outbox outbox,
      Bus bus,
      Predicate<Letter> deadLetters,
      Pace pace,
      RandomGenerator chance,
      LongSupplier nanoClock,
      BridgeMetrics metrics) {
    this.outbox = outbox;
    this.bus = bus;
    this.deadLetters = deadLetters;
    this.pace = pace;
    this.chance = chance;
    this.nanoClock = nanoClock;
    this.metrics = metrics;
  }

  /** How long there is nothing to send, as far as is known; empty if the outbox is empty. */
  Optional<Duration> idleTime() {
    long now = nanoClock.getAsLong();
    return outbox
        .untilDue(now)
        .map(wait -> Math.max(wait, notBeforeNanos.orElse(now) - now))
        .map(nanos -> Duration.ofNanos(Math.max(nanos, 0)));
  }

  /**
   * Sends what is due, and returns the letters that need no more care.
   *
   * @throws InterruptedException if it is told to stop; nothing is settled then
   */
  List<Letter> round() throws InterruptedException {
    long now = nanoClock.getAsLong();
    if (notBeforeNanos.isPresent() && notBeforeNanos.getAsLong() - now > 0) {
      return List.of();
    }
    notBeforeNanos = OptionalLong.empty();
    List<Letter> settled = new ArrayList<>();
    List<Letter> due = outbox.due(now);
    due.stream()
        .filter(letter -> letter.verdict().isPresent())
        .limit((long) calls * Batches.MAX_ENTRIES)
        .forEach(letter -> bury(letter, settled));
    List<Letter> sendable = due.stream().filter(letter -> letter.verdict().isEmpty()).toList();
    send(turns.next(sendable, calls), settled);
    settled.forEach(outbox::settle);
    return settled;
  }

  private void send(List<List<Letter>> batches, List<Letter> settled) throws InterruptedException {
    if (batches.isEmpty()) {
      return;
    }
    batches.forEach(
        batch -> metrics.retried((int) batch.stream().filter(Letter::isRetried).count()));
    List<Bus.Answer> answers = call(batches);
    Round round = new Round(accepted, settled);
    for (int i = 0; i < batches.size(); i++) {
      round.judge(batches.get(i), answers.get(i));
    }
    round.end();
  }

  private List<Bus.Answer> call(List<List<Letter>> batches) throws InterruptedException {
    List<Callable<Bus.Answer>> tasks =
        batches.stream().<Callable<Bus.Answer>>map(batch -> () -> bus.put(batch)).toList();
    List<Bus.Answer> answers = new ArrayList<>();
    for (Future<Bus.Answer> future : callers.invokeAll(tasks)) {
      try {
        answers.add(future.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a call broke off in an unforeseen way", e.getCause());
      }
    }
    return answers;
  }

  private void bury(Letter letter, List<Letter> settled) {
    if (deadLetters.test(letter)) {
      metrics.deadLettered();
      settled.add(letter);
    } else {
      postpone(letter);
    }
  }

  private long in(Duration wait) {
    return nanoClock.getAsLong() + wait.toNanos();
  }

  private void postpone(Letter letter) {
    letter.dueAt(in(pace.waitAfter(letter.countFailure(), chance)));
  }

  @Override
  public void close() {
    callers.shutdownNow();
  }

  /** What one round of calls came to. */
  private final class Round {
    private final long acceptedBefore;
    private final List<Letter> settled;
    private String trouble = "";
    private Optional<String> leftBehind = Optional.empty();
    private boolean callFailed;

    Round(long acceptedBefore, List<Letter> settled) {
      this.acceptedBefore = acceptedBefore;
      this.settled = settled;
    }

    void judge(List<Letter> batch, Bus.Answer answer) {
      switch (answer) {
        case Bus.Answer.Taken(var fates) -> {
          for (int i = 0; i < batch.size(); i++) {
            judge(batch.get(i), fates.get(i));
          }
        }
        case Bus.Answer.Rejected(var reason) -> {
          if (batch.size() == 1) {
            refuse(batch.getFirst(), reason);
          } else {
            metrics.failed(batch.size());
            batch.forEach(Letter::countFailure);
            batch.forEach(Letter::goAlone);
          }
        }
        case Bus.Answer.Failed(var reason) -> {
          metrics.failed(batch.size());
          if (batch.getFirst().isAlone()) {
            tryLater(batch.getFirst(), reason);
          } else {
            batch.forEach(this::countSharedFailure);
            callFailed = true;
            trouble = reason;
          }
        }
      }
    }

    private void judge(Letter letter, Bus.Fate fate) {
      switch (fate) {
        case Bus.Fate.Accepted() -> {
          accepted++;
          metrics.delivered();
          settled.add(letter);
        }
        case Bus.Fate.Refused(var reason) -> refuse(letter, reason);
        case Bus.Fate.Postponed(var reason) -> {
          metrics.failed(1);
          tryLater(letter, reason);
        }
      }
    }

    private void countSharedFailure(Letter letter) {
      if (letter.countFailure() >= MAX_SHARED_FAILURES) {
        letter.goAlone();
      }
    }

    private void tryLater(Letter letter, String reason) {
      postpone(letter);
      trouble = reason;
      if (letter.failures() >= NOTABLE_FAILURES) {
        leftBehind = Optional.of(letter.event().id() + ": " + reason);
      }
    }

    private void refuse(Letter letter, String reason) {
      metrics.failed(1);
      boolean oftenEnough = letter.countRefusal(acceptedBefore) >= MAX_REFUSALS;
      if (oftenEnough && accepted > letter.acceptedBeforeFirstRefusal()) {
        letter.condemn("refused " + MAX_REFUSALS + " times or more, at last: " + reason);
      } else {
        postpone(letter);
      }
    }

    /** A round in which nothing passes is an outage; one in which a call fails may become one. */
    void end() {
      boolean nothingAccepted = accepted == acceptedBefore;
      if (nothingAccepted && (callFailed || !trouble.isEmpty())) {
        notBeforeNanos = OptionalLong.of(in(pace.waitAfter(++failedRounds, chance)));
        calls = 1;
        outage.began(trouble);
        return;
      }
      failedRounds = 0;
      outage.ended();
      leftBehind.ifPresent(outage::leavesBehind);
      if (callFailed) {
        notBeforeNanos = OptionalLong.of(in(pace.waitAfter(1, chance)));
        calls = Math.max(calls / 2, 1);
      } else {
        calls = Math.min(2 * calls, MAX_CALLS);
      }
    }
  }
}
