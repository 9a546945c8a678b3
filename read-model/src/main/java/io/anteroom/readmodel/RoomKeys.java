package io.anteroom.readmodel;

import io.anteroom.domain.ticket.EventId;

/**
 * The keys of one room. All carry the same hash tag, so that one script may use them:
 *
 * <pre>
 *   anteroom:{event_id}:room             hash    epoch, sequence, generation, state (JSON),
 *                                                census
 *   anteroom:{event_id}:[gen]:spans      zset    {@link SpanText} by first number
 *   anteroom:{event_id}:[gen]:serving    zset    {@link ReachedText} in the order of texts
 *   anteroom:{event_id}:[gen]:tokens     hash    token (JSON) by place
 *   anteroom:{event_id}:[gen]:sessions   hash    status by place, once it is closed
 *   anteroom:{event_id}:[gen]:active     zset    requests with an open session, by exp
 *   anteroom:{event_id}:[gen]:expiry     zset    all requests with a token, by exp
 * </pre>
 *
 * <p>Of a former generation nothing stays, and of a retired room its state alone, from which the
 * next generation goes on.
 */
final class RoomKeys {

  /** Lua: the start of the keys of a generation. */
  static final String LUA_PREFIX = "local prefix = string.sub(KEYS[1], 1, -5)\n";

  /**
   * Lua: how much each key of a generation holds. A key that Redis has dropped looks like one that
   * was never written; the census that the last write has left in the room tells them apart.
   */
  static final String LUA_CENSUS =
      """
      local function census(generation)
        local keys = prefix .. generation
        return table.concat({redis.call('ZCARD', keys .. ':spans'),
            redis.call('HLEN', keys .. ':tokens'), redis.call('HLEN', keys .. ':sessions'),
            redis.call('ZCARD', keys .. ':active'), redis.call('ZCARD', keys .. ':expiry'),
            redis.call('ZCARD', keys .. ':serving')}, ' ')
      end
      """;

  private RoomKeys() {}

  static String room(EventId eventId) {
    return "anteroom:{" + eventId + "}:room";
  }
}
