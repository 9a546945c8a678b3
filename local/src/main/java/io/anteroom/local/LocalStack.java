package io.anteroom.local;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TicketKeyFile;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.local.Parts.Layer;
import io.anteroom.tokens.SigningKeys;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Starts every part, side by side where none needs the other.
 *
 * <pre>
 *   broker -- topics -- processor --------+
 *   Redis, keys -- HTTP services ---------+-- origins -- first room -- ready
 * </pre>
 */
final class LocalStack {
  /** Enough to spread the load of one machine. */
  private static final int JOIN_PARTITIONS = 4;

  private static final int ROOM_PARTITIONS = 2;

  private final LocalSettings settings;
  private final StateDirectory state;
  private final Parts parts;
  private final Progress progress;

  LocalStack(LocalSettings settings, StateDirectory state, Parts parts, Progress progress) {
    this.settings = settings;
    this.state = state;
    this.parts = parts;
    this.progress = progress;
  }

  /** Returns when the stack can be used. */
  void start() {
    progress.say("Anteroom starts on " + state.home());
    BrokerSettings broker = BrokerSettings.in(state.broker());
    RedisSettings redis = redisSettings();
    CompletableFuture<Void> log = CompletableFuture.runAsync(() -> startLog(broker));
    CompletableFuture<Void> mirror = CompletableFuture.runAsync(() -> startRedis(redis));
    CompletableFuture<Void> keys = CompletableFuture.runAsync(this::makeKeys);
    CompletableFuture.allOf(log, mirror, keys).join();

    parts.add(
        Layer.ANNOUNCEMENT,
        RuntimeFile.write(
            state.runtime(),
            Map.of(
                "bootstrap", broker.bootstrap(),
                "prefix", Topics.DEFAULT_PREFIX,
                "redis", redis.url(),
                "public", settings.publicOrigin().toString(),
                "private", settings.privateOrigin().toString(),
                "event", settings.firstRoom().value(),
                "credentials", state.credentials().toString(),
                "pid", String.valueOf(ProcessHandle.current().pid()))));
    progress.say(
        "Anteroom is ready: public origin %s, private origin %s, credentials in %s"
            .formatted(settings.publicOrigin(), settings.privateOrigin(), state.credentials()));
  }

  private RedisSettings redisSettings() {
    RedisSettings free = RedisSettings.in(state.redis());
    return new RedisSettings(free.directory(), free.port(), true);
  }

  private void startLog(BrokerSettings broker) {
    parts.add(Layer.BROKER, KafkaBroker.start(broker));
    progress.up("broker on " + broker.bootstrap());
    TopicSetup.ensure(
        LogConnection.plain(broker.bootstrap()),
        new Topics(Topics.DEFAULT_PREFIX).all(JOIN_PARTITIONS, ROOM_PARTITIONS),
        1);
    progress.up("topics");
  }

  private void startRedis(RedisSettings redis) {
    parts.add(Layer.REDIS, RedisServer.start(redis));
    progress.up("Redis on " + redis.url());
  }

  private void makeKeys() {
    CredentialsFile.ensure(state.credentials());
    TicketKeyFile.readOrGenerate(state.ticketKey());
    SigningKeys.loadOrGenerate(state.signingKeys());
    progress.up("keys");
  }
}
