package io.anteroom.inlets.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.SharedTable;
import io.anteroom.eventlog.TopicFollower;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class SwitchesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Optional<Boolean> ON = Optional.of(true);
  private static final Optional<Boolean> OFF = Optional.of(false);
  private static final Optional<Boolean> AS_IT_IS = Optional.empty();

  private LogConnection connection;
  private Topics topics;

  @BeforeEach
  void makeTopics(Backends backends) {
    connection = LogConnection.plain(backends.bootstrap());
    topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(1, 1), 1);
  }

  private SharedTable table() {
    return new SharedTable(connection, "switches", topics.inlets(), PATIENCE);
  }

  @Test
  void leavesASwitchAloneOfWhichItHasNotHeardYet() {
    try (Switches before = new Switches(table())) {
      before.set("shop", ON, AS_IT_IS);
    }
    try (Switches later = new Switches(table())) {
      later.set("shop", AS_IT_IS, OFF);

      assertThat(later.isPaused("shop")).isTrue();
      assertThat(later.dryRun("shop")).isEqualTo(OFF);
    }
  }

  @Test
  void keepsWhatTwoReplicasSetAtTheSameTime() {
    try (Switches one = new Switches(table());
        Switches other = new Switches(table())) {
      Thread pausing = Thread.ofVirtual().start(() -> one.set("till", ON, AS_IT_IS));
      other.set("till", AS_IT_IS, ON);

      await().until(() -> !pausing.isAlive());
      await().until(() -> one.isPaused("till") && one.dryRun("till").equals(ON));
      await().until(() -> other.isPaused("till") && other.dryRun("till").equals(ON));
    }
  }

  @Test
  void holdsAnInletBackBeforeItLetsItGo() {
    List<String> written = new CopyOnWriteArrayList<>();
    try (Switches switches = new Switches(table());
        TopicFollower _ =
            TopicFollower.start(
                connection,
                "order",
                List.of(topics.inlets()),
                new TopicFollower.From.Beginning(),
                heard -> written.add(heard.key()))) {
      switches.set("sale", ON, OFF);
      switches.set("sale", OFF, ON);

      await()
          .untilAsserted(() ->
              assertThat(written)
                  .filteredOn(key -> key.startsWith("sale/"))
                  .containsExactly("sale/paused", "sale/dry_run", "sale/dry_run", "sale/paused"));
    }
  }

  @Test
  void takesWhatItCanNotReadForOn() {
    try (SharedTable table = table()) {
      Switches switches = new Switches(table);
      table.put("fair/paused", "{\"type\":\"inlet_switch.v9\"}".getBytes(UTF_8));

      assertThat(switches.isPaused("fair")).isTrue();
    }
  }
}
