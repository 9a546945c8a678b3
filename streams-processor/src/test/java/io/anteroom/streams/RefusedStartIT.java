package io.anteroom.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.eventlog.LogConnection;
import io.anteroom.eventlog.TopicSetup;
import io.anteroom.testkit.Backends;
import io.anteroom.testkit.BackendsExtension;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BackendsExtension.class)
class RefusedStartIT {

  @Test
  void saysInOneSentenceWhichTopicHasAnotherNumberOfPartitions(Backends backends) throws Exception {
    Topics topics = new Topics(backends.topicPrefix());
    TopicSetup.ensure(LogConnection.plain(backends.bootstrap()), topics.all(3, 2), 1);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                withoutTestSettings(System.getProperty("java.class.path")),
                StreamsProcessor.class.getName(),
                "--anteroom.kafka.bootstrap=" + backends.bootstrap(),
                "--anteroom.topic-prefix=" + backends.topicPrefix(),
                "--anteroom.streams.join-partitions=4",
                "--anteroom.streams.room-partitions=2")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(1);
    assertThat(output)
        .contains(
            "streams-processor can't start: topic "
                + topics.joins()
                + " has 3 partitions and must have 4: set anteroom.streams.join-partitions")
        .doesNotContain("stack_trace");
  }

  /** The testkit brings settings for the logs of tests. */
  private static String withoutTestSettings(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("testkit"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
