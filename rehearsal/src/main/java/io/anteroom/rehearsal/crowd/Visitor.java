package io.anteroom.rehearsal.crowd;

import io.anteroom.rehearsal.crowd.PublicRoom.Joined;
import io.anteroom.rehearsal.crowd.PublicRoom.Timed;
import io.anteroom.rehearsal.proof.Sighting;
import io.anteroom.rehearsal.proof.TokenCheck;
import io.anteroom.rehearsal.proof.Tokens;
import java.time.Instant;
import java.util.Optional;

/** One person's way through the room, on a virtual thread of its own. */
final class Visitor {

  private final Scene scene;
  private final int visitor;
  private final long intendedNanos;

  private String requestId = "";
  private long number;

  /** When the last step was done. */
  private long atNanos;

  /**
   * A visitor.
   *
   * @param visitor counted from 0
   * @param intendedNanos when it means to join: what it waits because the crowd or the server lags
   *     behind counts
   */
  Visitor(Scene scene, int visitor, long intendedNanos) {
    this.scene = scene;
    this.visitor = visitor;
    this.intendedNanos = intendedNanos;
  }

  /** All steps. */
  void goThrough() {
    if (takePlace()) {
      useTurn();
    }
  }

  /** Joins and waits for a number; says whether there is one. */
  boolean takePlace() {
    return walk(() -> {
      join();
      awaitNumber();
    });
  }

  /** Waits for the turn, takes the token and perhaps closes the session. */
  void useTurn() {
    walk(() -> {
      check(takeToken());
      if (scene.plan().closes(visitor)) {
        scene.site().complete(requestId);
        scene.measurements().closed.increment();
      }
    });
  }

  private interface Steps {
    void go() throws InterruptedException, GaveUpException;
  }

  private boolean walk(Steps steps) {
    try {
      steps.go();
      return true;
    } catch (GaveUpException e) {
      scene.sightings().failed(visitor, String.valueOf(e.getMessage()));
      scene.measurements().failed.increment();
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void join() throws InterruptedException, GaveUpException {
    Joined joined = scene.room().join(scene.measurements().unclearJoins::increment);
    requestId = joined.requestId();
    atNanos = joined.atNanos();
    scene.sightings().joined(visitor, requestId);
    Measurements measurements = scene.measurements();
    measurements.joinAnswer.record(intendedNanos, atNanos);
    measurements.lastJoinNanos.accumulateAndGet(atNanos, Math::max);
    measurements.joined.increment();
  }

  private void awaitNumber() throws InterruptedException, GaveUpException {
    Pace pace = Pace.eager(scene.plan().poll());
    Timed<Long> answer;
    do {
      Thread.sleep(pace.next());
      answer = scene.room().number(requestId);
    } while (answer.value().isEmpty());
    number = answer.value().get();
    scene.measurements().joinToNumber.record(atNanos, answer.atNanos());
    atNanos = answer.atNanos();
    scene.sightings().numbered(visitor, number);
    scene.measurements().numbered.increment();
  }

  private Tokens takeToken() throws InterruptedException, GaveUpException {
    Optional<Tokens> tokens = scene.plan().triesEarly(visitor) ? claim() : Optional.empty();
    if (tokens.isEmpty()) {
      awaitTurn();
      Pace pace = Pace.eager(scene.plan().poll());
      tokens = claim();
      while (tokens.isEmpty()) {
        Thread.sleep(pace.next());
        tokens = claim();
      }
    }
    return tokens.get();
  }

  private void awaitTurn() throws InterruptedException, GaveUpException {
    Pace pace = Pace.patient(scene.plan().poll());
    long counter = serving();
    while (counter < number) {
      Thread.sleep(pace.untilServed(number, counter, System.nanoTime()));
      counter = serving();
    }
  }

  private long serving() throws InterruptedException, GaveUpException {
    long counter = scene.room().serving();
    scene.counter().seen(counter);
    return counter;
  }

  private Optional<Tokens> claim() throws InterruptedException, GaveUpException {
    long askedNanos = System.nanoTime();
    Timed<Tokens> answer = scene.room().token(requestId);
    if (answer.value().isPresent()) {
      scene.counter().token(name(), number);
      long servedNanos = scene.counter().servedAtNanos(number).orElse(atNanos);
      Measurements measurements = scene.measurements();
      measurements.tokenAnswer.record(askedNanos, answer.atNanos());
      measurements.servedToToken.record(Math.max(servedNanos, atNanos), answer.atNanos());
    }
    return answer.value();
  }

  private void check(Tokens tokens) throws InterruptedException, GaveUpException {
    scene
        .tokens()
        .verify(name(), requestId, number, tokens, Instant.now())
        .ifPresent(scene::breach);
    TokenCheck.repeated(name(), tokens, scene.room().token(requestId).value())
        .ifPresent(scene::breach);
    scene.sightings().admitted(visitor);
    scene.measurements().admitted.increment();
  }

  private String name() {
    return Sighting.name(visitor + 1, requestId);
  }
}
