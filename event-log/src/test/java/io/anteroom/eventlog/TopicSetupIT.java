package io.anteroom.eventlog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class TopicSetupIT {

  @Test
  void makesTopicsOnceAndRefusesAnotherNumberOfPartitions(Backends backends) {
    LogConnection connection = LogConnection.plain(backends.bootstrap());
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(connection, topics.all(4, 2), 1);

    assertThatCode(() -> TopicSetup.ensure(connection, topics.all(4, 2), 1))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TopicSetup.ensure(connection, topics.all(4, 3), 1))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("has 2 partitions and must have 3");
  }
}
