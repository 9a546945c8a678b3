package io.anteroom.rehearsal.crowd;

import io.anteroom.domain.ticket.EventId;
import java.time.Duration;

/**
 * What a rehearsal does.
 *
 * @param visitors how many join
 * @param arrivalsPerSecond how fast
 * @param servedPerSecond how fast the serving counter moves, as long as somebody waits
 * @param poll shortest time between two looks at the serving counter; visitors who are far from
 *     their turn look up to ten times less often
 * @param earlyPercent how many visitors also try to get a token before their turn
 * @param closePercent how many sessions are closed
 * @param patience how long a step may stay without a good answer
 * @param shared others use the room at the same time
 */
public record Plan(
    EventId eventId,
    int visitors,
    int arrivalsPerSecond,
    int servedPerSecond,
    Duration poll,
    int earlyPercent,
    int closePercent,
    Duration patience,
    boolean shared) {

  /** Prime to 100, so that a share of the visitors is spread over all of them. */
  private static final long STRIDE = 37;

  /** When a visitor means to join, after the first one. */
  long arrivalNanos(int visitor) {
    return visitor * 1_000_000_000L / arrivalsPerSecond;
  }

  boolean triesEarly(int visitor) {
    return visitor * STRIDE % 100 < earlyPercent;
  }

  boolean closes(int visitor) {
    return visitor * STRIDE % 100 < closePercent;
  }
}
