package io.anteroom.inlets.running;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.domain.inlet.MaxSize;
import io.anteroom.domain.inlet.Periodic;
import io.anteroom.domain.inlet.Refill;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.inlets.alarm.Alarm;
import io.anteroom.inlets.alarm.Alarms;
import io.anteroom.inlets.control.Switches;
import io.anteroom.inlets.plan.InletPlan;
import io.anteroom.inlets.room.RoomCalls;
import io.anteroom.inlets.running.InletMeters.Cause;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All inlets of this service, from start to close. */
public final class InletsAtWork implements Inlets, AutoCloseable {

  private final Map<String, RunningInlet> inlets = new TreeMap<>();
  private final LogConnection connection;
  private final Topics topics;
  private final InstantSource clock;

  /** What ends the parts that run, the last of them first. */
  private final Deque<Runnable> endings = new ArrayDeque<>();

  private Optional<RoomNews> news = Optional.empty();

  /**
   * Inlets that do nothing yet.
   *
   * @param connection where the news of rooms are heard
   */
  public InletsAtWork(
      List<InletPlan> plans,
      Switches switches,
      RoomCalls rooms,
      Alarms alarms,
      LogConnection connection,
      Topics topics,
      InstantSource clock,
      MeterRegistry registry) {
    this.connection = connection;
    this.topics = topics;
    this.clock = clock;
    for (InletPlan plan : plans) {
      InletMeters meters = new InletMeters(registry, plan.name());
      Gate gate = new Gate(plan, switches);
      Decider decider = new Decider(plan, gate, rooms, clock, meters);
      Alarm alarm = plan.alarm().map(alarms::named).orElse(Alarm.NONE);
      inlets.put(plan.name(), new RunningInlet(plan, gate, decider, alarm, clock, meters));
    }
  }

  /** Sets them to work. */
  public void start() {
    Map<EventId, List<RoomNews.Listener>> listeners = new HashMap<>();
    for (RunningInlet inlet : inlets.values()) {
      switch (inlet.plan().strategy()) {
        case Periodic period -> startTicks(inlet, period);
        case MaxSize _ -> startLooks(inlet);
        case Refill _ ->
            listeners
                .computeIfAbsent(inlet.plan().eventId(), _ -> new ArrayList<>())
                .add(listener(inlet, startLooks(inlet)));
      }
    }
    if (!listeners.isEmpty()) {
      RoomNews following = RoomNews.start(connection, topics, listeners);
      endings.push(following::close);
      news = Optional.of(following);
    }
  }

  /** Each on a thread of its own: one that is still tried must not keep the next one waiting. */
  private void startTicks(RunningInlet inlet, Periodic period) {
    String name = inlet.plan().name();
    ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tick-" + name).factory());
    endings.push(() -> breakOff(threads));
    Ticks ticks =
        new Ticks(name, period, clock, due -> threads.execute(() -> inlet.tick(period, due)));
    ticks.start();
    endings.push(ticks::close);
  }

  /** Does not wait for long: whatever a tick waits for can be interrupted. */
  private static void breakOff(ExecutorService threads) {
    threads.shutdownNow();
    threads.close();
  }

  private Looks startLooks(RunningInlet inlet) {
    Looks looks = Looks.start(inlet.plan().name(), inlet.plan().lookEvery(), inlet::look);
    endings.push(looks::close);
    return looks;
  }

  private RoomNews.Listener listener(RunningInlet inlet, Looks looks) {
    TokenEnds ends =
        new TokenEnds(
            inlet.plan().name(),
            clock,
            () -> {
              inlet.meters().heard(Cause.TOKEN_END);
              looks.wake();
            });
    endings.push(ends::close);
    return new RoomNews.Listener() {
      @Override
      public void heard(Cause cause) {
        inlet.meters().heard(cause);
        looks.wake();
      }

      @Override
      public void tokenEnds(Instant end) {
        ends.expect(end);
      }
    };
  }

  /** Says whether those who follow their rooms hear of them; never waits. */
  public boolean hearsOfRooms() {
    return news.map(RoomNews::isLevel).orElse(true);
  }

  @Override
  public Optional<Inlet> named(String name) {
    return Optional.ofNullable(inlets.get(name));
  }

  @Override
  public List<Inlet> all() {
    return List.copyOf(inlets.values());
  }

  /** Breaks off what is under way; what was asked for may still be done. */
  @Override
  public void close() {
    while (!endings.isEmpty()) {
      endings.pop().run();
    }
  }
}
