package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets in as many as leave. How many a room under this strategy holds is for its owner to say, by
 * moving the counter himself: it is what he moved it by in sum, and at most the maximum.
 *
 * <pre>
 *   serving counter = size that its owner gave it + places handed on
 * </pre>
 *
 * <p>Each place passes on once, whether the site said that somebody left, or his token or his
 * position ran out. So a message that is lost, late or doubled changes nothing for good. Where the
 * site says how many left and not who, their places pass on at once, and not again when their
 * tokens end. Only where it says so of more people than can have been there does the size grow;
 * that is how a site may open the room by itself.
 *
 * <p>It needs a room whose positions expire, see {@link Refill}.
 *
 * @param maxSize how many the site can take, at least 1
 */
public record MaxSize(long maxSize) implements InletStrategy {

  /**
   * @throws IllegalArgumentException if the site can take nobody
   */
  public MaxSize {
    requireRoomForOne(maxSize);
  }

  static void requireRoomForOne(long maxSize) {
    if (maxSize < 1) {
      throw new IllegalArgumentException("max_size must be at least 1, not " + maxSize);
    }
  }

  @Override
  public Optional<IncrementServingCounter> decide(SiteSnapshot site, Instant now, Signal signal) {
    long capacity = site.capacity(maxSize);
    long cameBack = Math.clamp(site.cameBack(), 0, capacity);
    long by =
        switch (signal) {
          case Signal.Exits(var unnamed) -> cameBack + Math.min(unnamed, capacity - cameBack);
          case Signal.Look _, Signal.Tick _ -> cameBack;
        };
    return site.letIn(by, site.notHandedOn());
  }
}
