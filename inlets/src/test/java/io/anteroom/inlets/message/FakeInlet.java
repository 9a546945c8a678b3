package io.anteroom.inlets.message;

import io.anteroom.domain.inlet.InletStrategy;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.domain.room.ServingCounter;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.running.Inlet;
import io.anteroom.inlets.running.Inlets;
import io.anteroom.inlets.running.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An inlet that writes down what it is told, and moves its counter by as many as have left. */
final class FakeInlet implements Inlet {

  /** What it was told. */
  record Told(String messageId, long exited) {}

  private final InletPlan plan;
  private final List<Told> told = new ArrayList<>();
  private volatile Readiness readiness = new Readiness.Acts();
  private volatile Optional<String> obstacle = Optional.empty();
  private long counter;

  FakeInlet(String name, InletStrategy strategy) {
    this.plan =
        new InletPlan(
            name,
            new EventId("Sample"),
            strategy,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofSeconds(1));
  }

  static FakeInlet maxSize(String name) {
    return new FakeInlet(name, new MaxSize(100));
  }

  static FakeInlet refill(String name) {
    return new FakeInlet(name, new Refill(100));
  }

  /** A service with these inlets and no others. */
  static Inlets all(FakeInlet... inlets) {
    List<Inlet> list = List.of(inlets);
    return new Inlets() {
      @Override
      public Optional<Inlet> named(String name) {
        return list.stream().filter(inlet -> inlet.plan().name().equals(name)).findAny();
      }

      @Override
      public List<Inlet> all() {
        return list;
      }
    };
  }

  void is(Readiness now) {
    readiness = now;
  }

  /** From now on it can't count anything. */
  void cant(String why) {
    obstacle = Optional.of(why);
  }

  void canAgain() {
    obstacle = Optional.empty();
  }

  @Override
  public InletPlan plan() {
    return plan;
  }

  @Override
  public Status status() {
    throw new UnsupportedOperationException("nobody who brings a message asks for that");
  }

  @Override
  public Readiness readiness() {
    return readiness;
  }

  @Override
  public synchronized Exits exits(String messageId, long exited) {
    if (obstacle.isPresent()) {
      return new Exits.NotNow(obstacle.get());
    }
    boolean before = told.stream().anyMatch(earlier -> earlier.messageId().equals(messageId));
    told.add(new Told(messageId, exited));
    if (before || exited == 0 || readiness instanceof Readiness.DryRun) {
      return new Exits.Done(0, Optional.empty());
    }
    counter += exited;
    return new Exits.Done(exited, Optional.of(new ServingCounter(counter)));
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }
}
