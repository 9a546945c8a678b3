package io.anteroom.readmodel;

import io.anteroom.readmodel.RedisScript.Call;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.api.RBatch;
import org.redisson.api.RScript;
import org.redisson.api.RScriptAsync;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/**
 * A connection to Redis that comes back by itself. Making one does not need Redis to be there.
 *
 * <p>Nothing is tried twice in here: who asks knows better whether asking again is worth it.
 */
public final class RedisConnection implements AutoCloseable {

  private static final Duration RECONNECT_EVERY = Duration.ofMillis(200);
  private static final int CONNECTIONS = 16;
  private static final int THREADS = 2;

  /** Redisson's reasons end in a page of advice. */
  private static final int REASON_LENGTH = 120;

  private static final RedisScript MEMORY =
      RedisScript.reading("return {redis.call('INFO', 'memory')}");

  private final RedissonClient client;

  private RedisConnection(RedissonClient client) {
    this.client = client;
  }

  /**
   * Connects, now or when Redis is there.
   *
   * @param url {@code redis://host:port} or, with TLS, {@code rediss://host:port}
   * @param timeout how long one call may take
   */
  public static RedisConnection to(URI url, Duration timeout) {
    Config config = new Config();
    config.setLazyInitialization(true);
    config.setThreads(THREADS);
    config.setNettyThreads(THREADS);
    config
        .useSingleServer()
        .setAddress(url.toString())
        .setConnectionPoolSize(CONNECTIONS)
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionPoolSize(1)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setTimeout(Math.toIntExact(timeout.toMillis()))
        .setConnectTimeout(Math.toIntExact(timeout.toMillis()))
        .setRetryAttempts(0)
        .setReconnectionDelay(new ConstantDelay(RECONNECT_EVERY));
    return new RedisConnection(Redisson.create(config));
  }

  /**
   * Says whether Redis has a limit of memory at which it throws away keys of its own choice.
   *
   * @throws ReadModelUnavailableException if Redis does not tell
   */
  public boolean evictsAnyKey() {
    List<String> memory = call(MEMORY.on(Directory.KEY, List.of())).getFirst().lines().toList();
    return !memory.contains("maxmemory:0")
        && memory.stream().anyMatch(line -> line.startsWith("maxmemory_policy:allkeys-"));
  }

  /**
   * Calls one script.
   *
   * @throws ReadModelUnavailableException if Redis does not answer, or with an error
   */
  List<String> call(Call call) {
    return callAll(List.of(call)).getFirst();
  }

  /**
   * Calls scripts in one round trip.
   *
   * @throws ReadModelUnavailableException if Redis does not answer, or with an error
   */
  List<List<String>> callAll(List<Call> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    try {
      RBatch batch = client.createBatch();
      calls.forEach(call -> send(batch.getScript(HeapTextCodec.INSTANCE), call));
      List<List<String>> answers = new ArrayList<>(calls.size());
      for (Object answer : batch.execute().getResponses()) {
        answers.add(strings(answer));
      }
      return answers;
    } catch (RuntimeException e) {
      throw unavailable(e);
    }
  }

  /** Calls one script; the stage fails with {@link ReadModelUnavailableException}. */
  CompletionStage<List<String>> callLater(Call call) {
    try {
      return send(client.getScript(HeapTextCodec.INSTANCE), call)
          .handle((answer, failure) -> {
            if (failure != null) {
              throw unavailable(failure);
            }
            return strings(answer);
          });
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(unavailable(e));
    }
  }

  private static CompletionStage<Object> send(RScriptAsync target, Call call) {
    return target.evalAsync(
        call.script().mode(),
        call.script().text(),
        RScript.ReturnType.LIST,
        List.of(call.key()),
        call.arguments().toArray());
  }

  private static List<String> strings(Object answer) {
    return ((List<?>) answer).stream().map(String::valueOf).toList();
  }

  private static ReadModelUnavailableException unavailable(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = root.getClass().getSimpleName() + " " + root.getMessage();
    String shortly = reason.substring(0, Math.min(reason.length(), REASON_LENGTH));
    return new ReadModelUnavailableException("Redis does not answer: " + shortly, failure);
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
