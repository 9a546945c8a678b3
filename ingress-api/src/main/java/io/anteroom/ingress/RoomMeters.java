package io.anteroom.ingress;

import io.anteroom.domain.room.Room;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.RoomViews;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Shows the counters of the rooms with the longest lines. Every instance shows the same: take the
 * highest, not the sum.
 */
final class RoomMeters implements AutoCloseable {

  /** Four series each; a store of metrics should not pay for a thousand quiet rooms. */
  static final int MOST_ROOMS = 100;

  /** Often enough for whoever reads metrics every 15 s. */
  private static final Duration REFRESH_EVERY = Duration.ofSeconds(5);

  private static final Comparator<Room> LONGEST_LINE_FIRST =
      Comparator.comparingLong(Room::waiting).reversed().thenComparing(Room::eventId);

  private record Shown(MultiGauge gauges, ToDoubleFunction<Room> counter) {}

  private final RoomViews views;
  private final List<Shown> shown;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("room-meters").factory());

  RoomMeters(RoomViews views, MeterRegistry registry) {
    this.views = views;
    this.shown =
        List.of(
            show("queue.counter", "Numbers given", Room::queueCounter, registry),
            show(
                "serving.counter",
                "Where serving stands",
                room -> room.servingCounter().value(),
                registry),
            show("token.counter", "Tokens made", Room::tokenCounter, registry),
            show("waiting", "Numbered, no token yet, not expired", Room::waiting, registry));
    var _ =
        clock.scheduleWithFixedDelay(
            this::refresh, 0, REFRESH_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Shown show(
      String name, String description, ToDoubleFunction<Room> counter, MeterRegistry registry) {
    MultiGauge gauges =
        MultiGauge.builder("anteroom.room." + name).description(description).register(registry);
    return new Shown(gauges, counter);
  }

  private void refresh() {
    List<Room> rooms = longestLines(views.rooms().orElse(List.of()));
    shown.forEach(counter -> counter.gauges().register(rows(rooms, counter.counter()), true));
  }

  static List<Room> longestLines(List<RoomView> rooms) {
    return rooms.stream().map(RoomView::room).sorted(LONGEST_LINE_FIRST).limit(MOST_ROOMS).toList();
  }

  private static List<Row<?>> rows(List<Room> rooms, ToDoubleFunction<Room> counter) {
    return rooms.stream()
        .<Row<?>>map(room ->
            Row.of(Tags.of("event_id", room.eventId().value()), counter.applyAsDouble(room)))
        .toList();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
