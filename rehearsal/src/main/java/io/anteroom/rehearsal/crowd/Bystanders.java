package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.crowd.PublicRoom.Joined;
import io.anteroom.rehearsal.crowd.PublicRoom.Timed;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * A few people who take numbers in another room, at a pace that no room feels. How long they wait
 * with nobody else about, and while the crowd arrives, shows what a hot room costs the others.
 */
public final class Bystanders implements AutoCloseable {

  private static final int PER_SECOND = 20;

  /** The first calls of a run find everything cold, and are not counted. */
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private static final Duration ALONE = Duration.ofSeconds(10);

  /** How often each looks for its number: a tenth of what it waits on a quiet day. */
  private static final Duration LOOK = Duration.ofMillis(10);

  /** How long the last ones are waited for when the crowd is through. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final EventId eventId;
  private final PublicRoom room;
  private final Duration patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Latency alone = new Latency();
  private final Latency beside = new Latency();
  private final LongAdder withoutNumber = new LongAdder();
  private volatile boolean closed;

  /**
   * Nobody has come yet.
   *
   * @param room the other room, on connections of its own
   * @param patience how long one may stay without a number
   */
  public Bystanders(EventId eventId, PublicRoom room, Duration patience) {
    this.eventId = eventId;
    this.room = room;
    this.patience = patience;
  }

  /**
   * How long people waited for their numbers.
   *
   * @param alone before the crowd came
   * @param beside while it arrived
   * @param withoutNumber how many got none
   */
  public record Waits(EventId eventId, Latency alone, Latency beside, long withoutNumber) {

    /** How much longer it took beside the crowd; 0 where nobody was measured. */
    public double ratio(double percent) {
      double before = alone.percentileMillis(percent);
      return before == 0 ? 0 : beside.percentileMillis(percent) / before;
    }
  }

  /** Sends them while there is nobody else; comes back when that is measured. */
  public void comeAlone() throws InterruptedException {
    come(WARM_UP, new Latency());
    come(ALONE, alone);
  }

  private void come(Duration time, Latency waits) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    come(() -> System.nanoTime() < end, waits);
  }

  /** Sends them beside a crowd, for as long as that arrives; comes back at once. */
  public void comeBeside(BooleanSupplier crowdArrives) {
    threads.execute(() -> {
      try {
        come(crowdArrives, beside);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private void come(BooleanSupplier goOn, Latency waits) throws InterruptedException {
    while (goOn.getAsBoolean() && !closed) {
      threads.execute(() -> takeNumber(waits));
      Thread.sleep(Duration.ofSeconds(1).dividedBy(PER_SECOND));
    }
  }

  private void takeNumber(Latency waits) {
    try {
      Joined joined = room.join(() -> {});
      Timed<Long> answer;
      do {
        Thread.sleep(LOOK);
        answer = room.number(joined.requestId());
        if (answer.atNanos() - joined.atNanos() > patience.toNanos()) {
          throw new GaveUpException("no number in time");
        }
      } while (answer.value().isEmpty());
      waits.record(joined.atNanos(), answer.atNanos());
    } catch (GaveUpException _) {
      withoutNumber.increment();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** What has been measured so far. */
  public Waits waits() {
    return new Waits(eventId, alone, beside, withoutNumber.sum());
  }

  /** Sends nobody any more, and waits a moment for those who are under way. */
  @Override
  public void close() {
    closed = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
