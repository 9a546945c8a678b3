package io.anteroom.readmodel;

import java.util.List;
import org.redisson.api.RScript;

/**
 * A Lua script over the keys of one hash slot. Its text goes along with every call (Redis keeps the
 * compiled form), so that a Redis that has just come back need not be taught it first.
 *
 * @param mode whether it writes
 * @param text Lua
 */
record RedisScript(RScript.Mode mode, String text) {

  /** One call of a script. */
  record Call(RedisScript script, String key, List<String> arguments) {}

  static RedisScript reading(String text) {
    return new RedisScript(RScript.Mode.READ_ONLY, text);
  }

  static RedisScript writing(String text) {
    return new RedisScript(RScript.Mode.READ_WRITE, text);
  }

  Call on(String key, List<String> arguments) {
    return new Call(this, key, arguments);
  }
}
