package io.anteroom.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.RedisServer;
import io.anteroom.backends.RedisSettings;
import io.anteroom.domain.room.Generation;
import io.anteroom.domain.ticket.Place;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedisOutageIT {

  private static final LogPartition PARTITION = new LogPartition(new LogId("cluster/topic"), 0, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Story story = Story.of("Sample").joined(0, 0, 9);
  private RedisServer server;
  private RedisConnection redis;
  private Optional<Heart> heart = Optional.empty();

  @BeforeEach
  void start(@TempDir Path folder) {
    server = RedisServer.start(RedisSettings.in(folder));
    redis = RedisConnection.to(URI.create(server.url()), Duration.ofSeconds(3));
  }

  @AfterEach
  void stop() {
    heart.ifPresent(Heart::close);
    redis.close();
    server.close();
  }

  private RoomViews views() {
    return RoomViews.start(URI.create(server.url()), RoomViewsSettings.DEFAULT);
  }

  private void fill() {
    MirrorWriter writer = MirrorWriter.open(redis, PARTITION, new LogBounds(0, 2));
    assertThat(writer.write(story.all(), 2)).isEqualTo(MirrorWriter.Step.WRITTEN);
    heart.ifPresent(Heart::close);
    heart = Optional.of(new Heart(writer));
  }

  private void awaitAnswer(RoomViews views, Class<? extends RoomAnswer> answer) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> answer.isInstance(views.room(story.eventId())));
  }

  private void fillOnceRedisIsBack() {
    server.restart();
    await()
        .atMost(PATIENCE)
        .ignoreException(ReadModelUnavailableException.class)
        .until(() -> {
          fill();
          return true;
        });
  }

  @Test
  void startsWithoutRedis() {
    server.kill();
    try (RoomViews views = views()) {
      await()
          .during(Duration.ofMillis(500))
          .atMost(PATIENCE)
          .until(() -> views.room(story.eventId()) instanceof RoomAnswer.Unavailable);
      fillOnceRedisIsBack();
      awaitAnswer(views, RoomAnswer.Known.class);
    }
  }

  @Test
  void answersFromMemoryWhileRedisIsAwayForLessThanFiveSeconds() {
    fill();
    try (RoomViews views = views()) {
      awaitAnswer(views, RoomAnswer.Known.class);
      server.kill();
      await()
          .during(Duration.ofSeconds(4))
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .untilAsserted(() -> {
            assertThat(views.room(story.eventId())).isInstanceOf(RoomAnswer.Known.class);
            assertThat(views.roomToJoin(story.eventId())).isInstanceOf(RoomAnswer.Known.class);
          });
      awaitAnswer(views, RoomAnswer.Unavailable.class);
      assertThat(views.age().orElseThrow()).isBetween(Duration.ofSeconds(5), PATIENCE);
      await()
          .atMost(PATIENCE)
          .until(() -> views.roomToJoin(story.eventId()) instanceof RoomAnswer.Unavailable);
      fillOnceRedisIsBack();
      awaitAnswer(views, RoomAnswer.Known.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,           allkeys-lru,  false",
    "100000000,   noeviction,   false",
    "100000000,   volatile-ttl, false",
    "100000000,   allkeys-lru,  true",
    "100000000,   allkeys-lfu,  true"
  })
  void knowsWhetherRedisThrowsKeysAway(long limit, String policy, boolean evicts) {
    try (RedisDump admin = new RedisDump(URI.create(server.url()))) {
      admin.set("maxmemory", Long.toString(limit));
      admin.set("maxmemory-policy", policy);
    }
    assertThat(redis.evictsAnyKey()).isEqualTo(evicts);
  }

  @Test
  void saysWithinSecondsThatTokensCannotBeRead() {
    fill();
    try (RoomViews views = views()) {
      awaitAnswer(views, RoomAnswer.Known.class);
      server.pause();
      for (int i = 0; i < 3; i++) {
        assertThat(views.token(story.eventId(), Generation.FIRST, new Place(0, i)))
            .failsWithin(Duration.ofSeconds(4));
      }
      server.resume();
      List<Integer> places = List.of(1, 2, 3);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() ->
              places.stream()
                  .allMatch(offset ->
                      views
                          .token(story.eventId(), Generation.FIRST, new Place(0, offset))
                          .toCompletableFuture()
                          .join()
                          .isEmpty()));
    }
  }
}
