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
 *   outbox --> one call ---+-- postponed, call failed --> later, as often as it takes
 *                          +-- refused ----------------> later, in the end --> dead letters, settled
 *                          +-- call rejected ----------> at once, in a call of its own
 * </pre>
 *
 * <p>A call that fails makes all letters wait, and the rounds after it small. A letter that is not
 * accepted makes only its own lane wait. It is given up when the bus has refused it {@value
 * #MAX_REFUSALS} times and has accepted others in the meantime: a bus that accepts nothing is the
 * trouble itself. For one thread.
 */
final class Delivery implements AutoCloseable {

  /** Calls side by side: at 20 ms a call, some 4,000 events a second. */
  static final int MAX_CALLS = 8;

  /** With the usual pace, ten to thirteen seconds of trying. */
  static final int MAX_REFUSALS = 8;

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final Outbox outbox;
  private final Bus bus;
  private final Predicate<Letter> deadLetters;
  private final Pace pace;
  private final RandomGenerator chance;
  private final LongSupplier nanoClock;
  private final BridgeMetrics metrics;
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
    List<Letter> sendable = new ArrayList<>();
    for (Letter letter : outbox.due(now, calls * Batches.MAX_ENTRIES)) {
      if (letter.verdict().isEmpty()) {
        sendable.add(letter);
      } else {
        bury(letter, settled);
      }
    }
    List<List<Letter>> batches = Batches.of(sendable);
    send(batches.subList(0, Math.min(batches.size(), calls)), settled);
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
          batch.forEach(Letter::countFailure);
          callFailed = true;
          trouble = reason;
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
          postpone(letter);
          trouble = reason;
        }
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

    /** A failed call, or a round in which the bus had no time for anybody, is trouble for all. */
    void end() {
      boolean nothingAccepted = accepted == acceptedBefore;
      if (callFailed || (nothingAccepted && !trouble.isEmpty())) {
        notBeforeNanos = OptionalLong.of(in(pace.waitAfter(++failedRounds, chance)));
        calls = 1;
        outage.began(trouble);
      } else {
        failedRounds = 0;
        calls = Math.min(2 * calls, MAX_CALLS);
        outage.ended();
      }
    }
  }
}
