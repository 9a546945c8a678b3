package io.anteroom.readmodel;

import io.anteroom.readmodel.RedisScript.Call;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * How many instances of a service there are, as each of them says of itself once a second:
 *
 * <pre>
 *   anteroom:instances:[service]   zset   instances by the time of their last word (Redis' clock)
 * </pre>
 *
 * <p>One thread tells, any number of threads ask.
 */
final class Instances {

  static final Duration TELL_EVERY = Duration.ofSeconds(1);

  /**
   * Two words may get lost. One that is gone counts for as long, so what they share is not used.
   */
  private static final Duration COUNTED_FOR = Duration.ofSeconds(3);

  private static final RedisScript TELL =
      RedisScript.writing(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          redis.call('ZADD', KEYS[1], now, ARGV[1])
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
          return {tostring(redis.call('ZCARD', KEYS[1]))}
          """);

  private final Call tell;
  private volatile int count = 1;
  private long toldAt = System.nanoTime() - TELL_EVERY.toNanos();

  Instances(String service) {
    this.tell =
        TELL.on(
            "anteroom:instances:" + service,
            List.of(UUID.randomUUID().toString(), Long.toString(COUNTED_FOR.toMillis())));
  }

  /** The last count, at least 1; stands while Redis is away. */
  int count() {
    return count;
  }

  /**
   * Tells the others of this one and counts them, if it is time to.
   *
   * @throws ReadModelUnavailableException if Redis does not answer
   */
  void tell(RedisConnection redis) {
    if (System.nanoTime() - toldAt >= TELL_EVERY.toNanos()) {
      count = Math.max(1, Integer.parseInt(redis.call(tell).getFirst()));
      toldAt = System.nanoTime();
    }
  }
}
