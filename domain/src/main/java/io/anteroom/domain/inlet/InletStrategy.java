package io.anteroom.domain.inlet;

import io.anteroom.domain.room.Command.IncrementServingCounter;
import java.time.Instant;
import java.util.Optional;

/** Decides how many are let in, and when. Any number of replicas may decide side by side. */
public sealed interface InletStrategy permits Periodic, MaxSize, Refill {

  /**
   * The move to ask for; empty if the serving counter is to stay where it is.
   *
   * @param site what the room looked like, some time ago
   * @param now what the clock says
   * @param signal why this is asked
   */
  Optional<IncrementServingCounter> decide(SiteSnapshot site, Instant now, Signal signal);
}
