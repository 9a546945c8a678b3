package io.anteroom.benchmarks;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.room.Cause;
import io.anteroom.domain.room.Command;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.domain.ticket.Place;
import io.anteroom.domain.ticket.RequestId;
import io.anteroom.domain.token.KeyId;
import io.anteroom.domain.token.TokenId;
import io.anteroom.eventlog.CommandClient;
import io.anteroom.eventlog.LogConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Shows how long Redis takes to come back from nothing: lets people join the room of a fresh local
 * stack, serves them, makes tokens for some, empties Redis, and prints when it is complete again
 * and for how long readers were told to come back later.
 */
public final class Rebuild {

  private static final String USAGE = "usage: ./anteroom rebuild [joins [tokens]]";
  private static final long JOINS = 1_000_000;
  private static final long TOKENS = 100_000;
  private static final int ASKED_AT_ONCE = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(10);

  private final RunningStack stack;
  private final Crowd crowd;

  private Rebuild(RunningStack stack) {
    this.stack = stack;
    this.crowd = new Crowd(stack);
  }

  /** Runs against the stack in {@code ANTEROOM_HOME}, or else {@code .anteroom}. */
  public static void main(String[] args) {
    try {
      long joins = args.length > 0 ? Long.parseLong(args[0]) : JOINS;
      long tokens = args.length > 1 ? Long.parseLong(args[1]) : Math.min(TOKENS, joins);
      if (args.length > 2 || tokens < 1 || joins < tokens) {
        throw new IllegalStateException(USAGE);
      }
      new Rebuild(RunningStack.find()).run(joins, tokens);
    } catch (NumberFormatException e) {
      System.err.println(USAGE);
      System.exit(2);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private void run(long joins, long tokens) {
    crowd.requireNobody();
    Queue<Place> places = new ConcurrentLinkedQueue<>();
    crowd.join(tokens, places::add);
    crowd.join(joins - tokens, _ -> {});
    crowd.awaitNumbers(joins);
    makeTokens(joins, places);
    while (stack.tokens() < tokens) {
      LockSupport.parkNanos(STEP.toNanos());
    }
    long decisions = stack.decisions();
    long spans = stack.spans();
    long began = System.nanoTime();
    stack.flushRedis();
    Reader reader = new Reader(stack);
    while (stack.decisions() < decisions) {
      LockSupport.parkNanos(STEP.toNanos());
    }
    Duration rebuilt = Duration.ofNanos(System.nanoTime() - began);
    System.out.printf(
        "%12s %10s %10s %10s %12s %16s%n",
        "joins", "tokens", "spans", "decisions", "rebuilt in", "reads were 503");
    System.out.printf(
        "%,12d %,10d %,10d %,10d %,9d ms %,13d ms%n",
        joins, tokens, spans, decisions, rebuilt.toMillis(), reader.stop().toMillis());
  }

  private void makeTokens(long joins, Queue<Place> places) {
    EventId room = new EventId(stack.room());
    Semaphore free = new Semaphore(ASKED_AT_ONCE);
    AtomicLong failed = new AtomicLong();
    try (CommandClient rooms =
        new CommandClient(
            LogConnection.plain(stack.bootstrap()), new Topics(stack.topicPrefix()), PATIENCE)) {
      rooms.waitUntilReady(PATIENCE);
      rooms
          .ask(new Command.IncrementServingCounter(room, joins, Cause.ADMIN), Optional.empty())
          .join();
      places.forEach(place -> {
        free.acquireUninterruptibly();
        var _ =
            rooms
                .ask(token(room, place), Optional.empty())
                .whenComplete((_, failure) -> {
                  free.release();
                  if (failure != null) {
                    failed.incrementAndGet();
                  }
                });
      });
      free.acquireUninterruptibly(ASKED_AT_ONCE);
    }
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " tokens were not made: the figures would be wrong");
    }
  }

  private static Command token(EventId room, Place place) {
    return new Command.IssueToken(
        room,
        new RequestId(place.partition(), place.offset()),
        place,
        new KeyId("of-no-use"),
        new TokenId("token-" + place),
        Optional.empty(),
        Optional.empty());
  }
}
