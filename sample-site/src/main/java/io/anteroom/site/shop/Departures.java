package io.anteroom.site.shop;

import io.anteroom.domain.ticket.RequestId;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;

/** Sees everybody out who is done. */
@FunctionalInterface
public interface Departures {

  /**
   * Somebody has bought. Returns at once: whatever goes wrong behind it, the purchase stands.
   *
   * @param turnEndsAt when their place in the shop is free by itself
   * @param response to their browser, which needs its turn no more
   */
  void hasBought(RequestId visitor, Instant turnEndsAt, HttpServletResponse response);
}
