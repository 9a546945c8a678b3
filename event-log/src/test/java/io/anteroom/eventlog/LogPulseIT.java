package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.contracts.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPulseIT {

  private static final Topics TOPICS = new Topics("pulse.");

  @Test
  void noticesThatTheLogIsAwayAndThatItIsBack(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.in(directory);
    LogConnection connection = LogConnection.plain(settings.bootstrap());
    KafkaBroker broker = KafkaBroker.start(settings);
    try (LogPulse pulse = new LogPulse(connection, TOPICS.joins())) {
      assertThat(pulse.answers()).isFalse(); // There is no such topic yet.
      TopicSetup.ensure(connection, TOPICS.all(2, 1), 1);
      await().atMost(Duration.ofSeconds(10)).until(pulse::answers);

      broker.close();
      await().atMost(Duration.ofSeconds(15)).until(() -> !pulse.answers());

      broker = KafkaBroker.start(settings);
      await().atMost(Duration.ofSeconds(20)).until(pulse::answers);
    } finally {
      broker.close();
    }
  }
}
