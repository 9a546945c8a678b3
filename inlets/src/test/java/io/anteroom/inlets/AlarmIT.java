package io.anteroom.inlets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.inlets.alarm.CloudWatchStub;
import io.anteroom.inlets.running.Hold;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An inlet that minds an alarm, over real connections. */
@ExtendWith(BackendsExtension.class)
class AlarmIT {

  private static final Map<String, String> SETTINGS =
      Map.of("strategy", "periodic", "increment-by", "5", "every", "1s", "alarm", "site-is-slow");

  @TempDir Path folder;

  private final CloudWatchStub cloudWatch = new CloudWatchStub();
  private final StubRoom room = new StubRoom();
  private final Map<String, String> properties =
      Map.of(
          "anteroom.aws.region", "eu-central-1",
          "anteroom.aws.endpoint", cloudWatch.url().toString(),
          "aws.accessKeyId", "test",
          "aws.secretAccessKey", "test");

  @BeforeEach
  void say() {
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void close() {
    properties.keySet().forEach(System::clearProperty);
    room.close();
    cloudWatch.close();
  }

  @Test
  void holdsWhileItRingsOrCantBeReadAndMakesUpForNothing(Backends backends) {
    TopicSetup.ensure(
        LogConnection.plain(backends.bootstrap()), new Topics(backends.topicPrefix()).all(1, 2), 1);
    cloudWatch.with("CompositeAlarm", "site-is-slow", "ALARM");
    try (Replica replica = Replica.start(backends, room, folder, "minding", SETTINGS)) {
      shortly().until(() -> replica.count("decisions", "outcome", "held") >= 3);
      assertThat(replica.inlet().status().holds()).contains(Hold.ALARM);
      assertThat(room.asked()).isEmpty();

      cloudWatch.with("CompositeAlarm", "site-is-slow", "OK");
      shortly().until(() -> room.counter() > 0);
      assertThat(replica.inlet().status().holds()).isEmpty();
      assertThat(room.asked()).allSatisfy(asked -> assertThat(asked.by()).isEqualTo(5));

      cloudWatch.is(CloudWatchStub.FORBIDDING);
      shortly().until(() -> replica.inlet().status().holds().equals(Optional.of(Hold.ALARM)));
    }
  }

  private static ConditionFactory shortly() {
    return await().atMost(Duration.ofSeconds(30));
  }
}
