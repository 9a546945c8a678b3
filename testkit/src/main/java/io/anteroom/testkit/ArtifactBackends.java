package io.anteroom.testkit;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A broker in this JVM and a Redis beside it, in a directory that is deleted afterwards. */
final class ArtifactBackends implements RunningBackends {
  private final Path directory;
  private final KafkaBroker broker;
  private final RedisServer redis;

  ArtifactBackends() {
    try {
      directory = Files.createTempDirectory("anteroom-backends");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    redis = RedisServer.start(RedisSettings.in(directory.resolve("redis")));
    broker = KafkaBroker.start(BrokerSettings.in(directory.resolve("broker")));
  }

  @Override
  public String bootstrap() {
    return broker.bootstrap();
  }

  @Override
  public String redisUrl() {
    return redis.url();
  }

  @Override
  public void close() {
    broker.close();
    redis.close();
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
