package io.anteroom.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.backends.BrokerSettings;
import io.anteroom.backends.KafkaBroker;
import io.anteroom.contracts.topic.Topics;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(BackendsExtension.class)
class SharedTableIT {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Test
  void showsAWriteAtOnceToItsWriterAndSoonToTheOthers(Backends backends) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
    try (SharedTable one = table(connection, topics);
        SharedTable other = table(connection, topics)) {
      await().until(() -> one.isLevel() && other.isLevel());

      one.put("main", bytes("first"));
      one.put("main", bytes("second"));

      assertThat(one.get("main")).hasValue(bytes("second"));
      assertThat(one.get("another")).isEmpty();
      await().untilAsserted(() -> assertThat(other.get("main")).hasValue(bytes("second")));
    }
    try (SharedTable later = table(connection, topics)) {
      await().until(later::isLevel);

      assertThat(later.get("main")).hasValue(bytes("second"));
    }
  }

  @Test
  void knowsWhenTheLogIsAwayAndKeepsWhatItHas(@TempDir Path directory) {
    BrokerSettings settings = BrokerSettings.in(directory);
    LogConnection connection = LogConnection.plain(settings.bootstrap());
    Topics topics = new Topics("away.");
    KafkaBroker broker = KafkaBroker.start(settings);
    try (SharedTable table = table(connection, topics)) {
      assertThat(table.isLevel()).isFalse(); // There is no such topic yet.
      TopicSetup.ensure(connection, topics.all(1, 1), 1);
      await().atMost(Duration.ofSeconds(10)).until(table::isLevel);
      table.put("main", bytes("kept"));

      broker.close();

      await().atMost(Duration.ofSeconds(15)).until(() -> !table.isLevel());
      assertThatThrownBy(() -> table.put("main", bytes("lost")))
          .isInstanceOf(LogUnavailableException.class);
      assertThat(table.get("main")).hasValue(bytes("kept"));

      broker = KafkaBroker.start(settings);
      await().atMost(Duration.ofSeconds(20)).until(table::isLevel);
    } finally {
      broker.close();
    }
  }

  private static SharedTable table(LogConnection connection, Topics topics) {
    return new SharedTable(connection, "shared-table", topics.inlets(), PATIENCE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
