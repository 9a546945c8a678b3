package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LevelWatchTest {

  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  private final MockConsumer<String, String> reader = new MockConsumer<>("earliest");
  private long nanos;
  private final LevelWatch level = new LevelWatch(() -> nanos);

  @BeforeEach
  void assign() {
    reader.assign(List.of(PARTITION));
  }

  private void look(long millis, long position, long end) {
    nanos = millis * 1_000_000;
    reader.seek(PARTITION, position);
    reader.updateEndOffsets(Map.of(PARTITION, end));
    level.look(reader);
  }

  @Test
  void isLevelOnceItHasReadAllThatWasThere() {
    look(0, 3, 10);
    assertThat(level.isLevel()).isFalse();
    look(100, 10, 10);
    assertThat(level.isLevel()).isTrue();
  }

  @Test
  void isLevelAlsoInALogThatNeverStandsStill() {
    look(0, 3, 10);
    look(500, 12, 30);
    assertThat(level.isLevel()).isTrue();
    look(1_000, 25, 50);
    look(5_900, 49, 90);
    assertThat(level.isLevel()).isTrue();
    look(6_500, 52, 120);
    assertThat(level.isLevel()).isTrue();
  }

  @Test
  void isNotLevelWhileItFallsBehind() {
    look(0, 10, 10);
    look(1_000, 20, 1_000);
    look(6_000, 500, 9_000);
    assertThat(level.isLevel()).isTrue();
    look(6_001, 600, 9_000);
    assertThat(level.isLevel()).isFalse();
  }

  @Test
  void isNotLevelAnyMoreWithAnotherReader() {
    look(0, 10, 10);
    level.startAgain();
    assertThat(level.isLevel()).isFalse();
    look(1, 10, 10);
    assertThat(level.isLevel()).isTrue();
  }
}
