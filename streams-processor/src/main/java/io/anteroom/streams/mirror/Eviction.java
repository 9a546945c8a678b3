package io.anteroom.streams.mirror;

import io.anteroom.readmodel.ReadModelUnavailableException;
import io.anteroom.readmodel.RedisConnection;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a Redis that throws away keys when its memory is full. The mirror would notice and build
 * them anew, again and again, while readers answer 503: such a Redis is too small or set up
 * wrongly.
 */
final class Eviction {

  private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final RedisConnection redis;
  private long lookAt = System.nanoTime();
  private boolean warned;

  Eviction(RedisConnection redis) {
    this.redis = redis;
  }

  /** Asks Redis for its policy once a minute. */
  void lookNowAndThen() {
    if (System.nanoTime() < lookAt) {
      return;
    }
    lookAt = System.nanoTime() + LOOK_EVERY.toNanos();
    try {
      boolean evicts = redis.evictsAnyKey();
      if (evicts && !warned) {
        LOG.warn(
            "Redis throws away keys when its memory is full; set its maxmemory-policy to"
                + " noeviction, or services answer 503 whenever that happens");
      }
      warned = evicts;
    } catch (ReadModelUnavailableException e) {
      LOG.debug("Redis does not tell its maxmemory-policy: {}", e.getMessage());
    }
  }
}
