package io.anteroom.site.shop;

import io.anteroom.domain.ticket.RequestId;
import java.time.Instant;

/** Hears of everybody who is done. */
@FunctionalInterface
public interface Departures {

  /**
   * Somebody has bought. Returns at once, and fails for nothing that goes wrong behind it: the
   * purchase stands.
   *
   * @param turnEndsAt when their place in the shop is free by itself
   */
  void hasBought(RequestId visitor, Instant turnEndsAt);
}
