package io.anteroom.testkit;

import com.redis.testcontainers.RedisContainer;
import io.anteroom.backends.BrokerSettings;
import java.util.Locale;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker of the version that the clients have, with the settings of ours, and a Redis. */
final class ContainerBackends implements RunningBackends {
  private static final String REDIS_IMAGE = "redis:7.0.15";

  private final KafkaContainer broker =
      new KafkaContainer(DockerImageName.parse("apache/kafka:" + AppInfoParser.getVersion()));
  private final RedisContainer redis = new RedisContainer(DockerImageName.parse(REDIS_IMAGE));

  ContainerBackends() {
    BrokerSettings.tuning()
        .forEach((name, value) ->
            broker.withEnv("KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    try {
      broker.start();
      redis.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public String bootstrap() {
    return broker.getBootstrapServers();
  }

  @Override
  public String redisUrl() {
    return redis.getRedisURI();
  }

  @Override
  public void close() {
    broker.stop();
    redis.stop();
  }
}
