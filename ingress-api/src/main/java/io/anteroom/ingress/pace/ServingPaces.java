package io.anteroom.ingress.pace;

import io.anteroom.domain.room.Generation;
import io.anteroom.domain.room.Room;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.readmodel.RoomView;
import io.anteroom.readmodel.RoomViews;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pace of every room, measured by looks at all of them once a second. One thread measures, any
 * number of threads ask; what they ask costs a look into a map. A room takes some 6 KB while its
 * counter moves, and next to nothing while it does not. Each instance measures for itself, so two
 * may say something slightly different, and one that has just started says nothing at first.
 */
public final class ServingPaces implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServingPaces.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A reset begins a new line, whose counter says nothing about the old one. */
  private record Measured(Generation generation, PaceMeasure measure) {

    static Measured from(Room room) {
      return new Measured(room.generation(), new PaceMeasure(room.servingCounter().value()));
    }
  }

  private record Known(Generation generation, Pace pace) {}

  private final Supplier<Optional<List<RoomView>>> rooms;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("serving-paces").factory());
  private Map<EventId, Measured> measured = Map.of();
  private volatile Map<EventId, Known> known = Map.of();

  /**
   * Knows of no pace yet, and does not look by itself.
   *
   * @param rooms all rooms; empty while nobody can say
   */
  ServingPaces(Supplier<Optional<List<RoomView>>> rooms) {
    this.rooms = rooms;
  }

  /** Measures from now on. */
  public static ServingPaces start(RoomViews views) {
    ServingPaces paces = new ServingPaces(views::rooms);
    var _ =
        paces.clock.scheduleWithFixedDelay(
            () -> paces.look(System.nanoTime()), 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return paces;
  }

  /** Looks at all rooms; what is not there any more is forgotten. Never throws. */
  void look(long nowNanos) {
    try {
      rooms.get().ifPresent(views -> look(views, nowNanos));
    } catch (RuntimeException e) {
      // The clock would stop for ever, and the last paces would be told for as long.
      known = Map.of();
      LOG.error("The pace of rooms could not be measured", e);
    }
  }

  private void look(List<RoomView> views, long nowNanos) {
    Map<EventId, Measured> next = HashMap.newHashMap(views.size());
    Map<EventId, Known> paces = new HashMap<>();
    for (RoomView view : views) {
      Room room = view.room();
      Measured here = measured(room);
      here.measure().see(room.servingCounter().value(), nowNanos);
      here.measure()
          .pace(nowNanos)
          .ifPresent(pace -> paces.put(room.eventId(), new Known(room.generation(), pace)));
      next.put(room.eventId(), here);
    }
    measured = next;
    known = paces;
  }

  private Measured measured(Room room) {
    @Nullable Measured before = measured.get(room.eventId());
    return before != null && before.generation().equals(room.generation())
        ? before
        : Measured.from(room);
  }

  /** The pace of a room; empty while it is not known, the room is paused, or it stands still. */
  public Optional<Pace> of(Room room) {
    return room.settings().paused()
        ? Optional.empty()
        : Optional.ofNullable(known.get(room.eventId()))
            .filter(here -> here.generation().equals(room.generation()))
            .map(Known::pace);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
