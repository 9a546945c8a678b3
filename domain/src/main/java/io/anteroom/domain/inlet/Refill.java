package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a site full: lets in as many as it can take, whenever there is a reason to look.
 *
 * <p>It needs a room whose positions expire. In one where they don't, whoever walked away may still
 * come, so that his place is never free.
 *
 * @param maxSize how many the site can take, at least 1
 */
public record Refill(long maxSize) implements InletStrategy {

  /**
   * @throws IllegalArgumentException if the site can take nobody
   */
  public Refill {
    MaxSize.requireRoomForOne(maxSize);
  }

  @Override
  public Optional<IncrementServingCounter> decide(SiteSnapshot site, Instant now, Signal signal) {
    return site.letIn(site.capacity(maxSize), site.cameBack());
  }
}
