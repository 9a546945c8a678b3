package io.anteroom.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir Path directory;

  @Test
  void answersOnItsPortUntilItIsClosed() {
    RedisSettings settings = RedisSettings.in(directory);
    try (RedisServer redis = RedisServer.start(settings)) {
      assertThat(redis.url()).isEqualTo("redis://127.0.0.1:" + settings.port());
      assertThat(new RedisLine(settings.port(), LIMIT).say("PING")).contains("+PONG");
    }
    assertThat(new RedisLine(settings.port(), LIMIT).say("PING")).isEmpty();
  }

  @Test
  void isEmptyAfterAKillAndAfterAStop() {
    RedisSettings settings = RedisSettings.in(directory);
    RedisLine line = new RedisLine(settings.port(), LIMIT);
    try (RedisServer redis = RedisServer.start(settings)) {
      line.say("SET guest 1");
      redis.kill();
      assertThat(line.say("PING")).isEmpty();
      redis.restart();
      assertThat(line.say("GET guest")).contains("$-1");
      line.say("SET guest 2");
      redis.stop();
      redis.restart();
      assertThat(line.say("GET guest")).contains("$-1");
    }
  }

  @Test
  void carriesOnWithItsDataAfterACleanStopIfAskedTo() {
    RedisSettings settings = RedisSettings.in(directory).keepingData();
    RedisLine line = new RedisLine(settings.port(), LIMIT);
    try (RedisServer redis = RedisServer.start(settings)) {
      line.say("INCR guests");
      redis.stop();
      redis.restart();
      assertThat(line.say("INCR guests")).contains(":2");
    }
  }

  @Test
  void diesWithTheProcessThatStartedIt() throws IOException {
    RedisSettings settings = RedisSettings.in(directory);
    RedisLine line = new RedisLine(settings.port(), LIMIT);
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                directory.toString(),
                String.valueOf(settings.port()))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(directory.resolve("owner.log").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(() -> line.say("PING").isPresent());
    await().until(() -> Files.exists(directory.resolve("redis.pid")));

    owner.destroyForcibly();

    await().atMost(Duration.ofSeconds(5)).until(() -> line.say("PING").isEmpty());
  }

  /** Starts a Redis and never stops it. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws InterruptedException {
      RedisServer.start(new RedisSettings(Path.of(args[0]), Integer.parseInt(args[1]), false));
      Thread.currentThread().join();
    }
  }
}
