package io.anteroom.streams;

import io.anteroom.contracts.topic.Topics;
import io.anteroom.testkit.Backends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The deployable in a process of its own, to be killed. */
final class ProcessorProcess implements AutoCloseable {

  private final Backends backends;
  private final Path folder;
  private Process process;

  ProcessorProcess(Backends backends, Path folder) {
    this.backends = backends;
    this.folder = folder;
    this.process = launch();
  }

  private Process launch() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            StreamsProcessor.class.getName(),
            "--spring.main.banner-mode=off",
            "--anteroom.kafka.bootstrap=" + backends.bootstrap(),
            "--anteroom.redis.url=" + backends.redisUrl(),
            "--anteroom.topic-prefix=" + backends.topicPrefix(),
            "--anteroom.streams.join-partitions=" + PipelineIT.PARTITIONS,
            "--anteroom.streams.room-partitions=" + PipelineIT.ROOM_PARTITIONS,
            "--anteroom.management-port=0",
            "--anteroom.state-dir=" + folder.resolve("state"));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(folder.resolve("processor.log").toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as {@code kill -9} does and starts another on the same folder. */
  void killAndStartAgain() {
    kill();
    process = launch();
  }

  private void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** The names that the process uses in the log. */
  Topics topics() {
    return new Topics(backends.topicPrefix());
  }

  @Override
  public void close() {
    kill();
  }
}
