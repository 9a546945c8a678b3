package io.anteroom.readmodel;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Looks at Redis past the code under test, and plays tricks on it. */
final class RedisDump implements AutoCloseable {

  private final RedissonClient client;

  RedisDump(URI url) {
    Config config = new Config();
    config.useSingleServer().setAddress(url.toString()).setConnectionMinimumIdleSize(1);
    client = Redisson.create(config);
  }

  /** Every key and what it holds but times and revisions, in a form that can be compared. */
  Map<String, String> everything() {
    Map<String, String> found = new TreeMap<>();
    client.getKeys().getKeys().forEach(key -> found.put(key, content(key)));
    return found;
  }

  private String content(String key) {
    if (key.equals(Directory.KEY)) {
      Map<String, String> fields =
          new TreeMap<>(client.<String, String>getMap(key, StringCodec.INSTANCE));
      fields.keySet().removeIf(field -> field.startsWith("shown:") || field.equals("revision"));
      return fields.toString();
    }
    if (key.equals(Directory.KEY + ":changes")) {
      return new TreeSet<>(client.<String>getScoredSortedSet(key, StringCodec.INSTANCE).readAll())
          .toString();
    }
    return switch (client.getKeys().getType(key)) {
      case MAP ->
          new TreeMap<>(client.<String, String>getMap(key, StringCodec.INSTANCE)).toString();
      case ZSET ->
          client.getScoredSortedSet(key, StringCodec.INSTANCE).entryRange(0, -1).stream()
              .map(entry -> entry.getScore() + "=" + entry.getValue())
              .toList()
              .toString();
      case null, default -> "something else";
    };
  }

  String field(String key, String field) {
    return client.<String, String>getMap(key, StringCodec.INSTANCE).get(field);
  }

  void put(String key, String field, String value) {
    client.<String, String>getMap(key, StringCodec.INSTANCE).fastPut(field, value);
  }

  void score(String key, String member, double score) {
    client.<String>getScoredSortedSet(key, StringCodec.INSTANCE).add(score, member);
  }

  void delete(String key) {
    client.getKeys().delete(key);
  }

  /** Sets an option of Redis itself. */
  void set(String option, String value) {
    client.getRedisNodes(RedisNodes.SINGLE).getInstance().setConfig(option, value);
  }

  void flush() {
    client.getKeys().flushall();
  }

  /** How many scripts Redis has carried out; this look is one more. */
  long calls() {
    String info =
        client
            .getScript(StringCodec.INSTANCE)
            .eval(
                RScript.Mode.READ_ONLY,
                "return redis.call('INFO', 'commandstats')",
                RScript.ReturnType.STRING);
    return info.lines()
        .filter(line -> line.startsWith("cmdstat_eval"))
        .map(line -> line.substring(line.indexOf("calls=") + 6, line.indexOf(',')))
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
