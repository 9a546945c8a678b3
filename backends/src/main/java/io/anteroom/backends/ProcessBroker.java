package io.anteroom.backends;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, made to be killed, paused and started again by fault tests.
 *
 * <p>It keeps its ports and its data over restarts and ends with this JVM. Not thread-safe.
 */
public final class ProcessBroker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final BrokerSettings settings;
  private Process process;

  private ProcessBroker(BrokerSettings settings) {
    this.settings = settings;
    this.process = launch(settings);
  }

  /** Starts a broker; it answers when this returns. */
  public static ProcessBroker start(BrokerSettings settings) {
    return new ProcessBroker(settings);
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrap() {
    return settings.bootstrap();
  }

  /** Ends the process as {@code kill -9} does; nothing is tidied up. */
  public void kill() {
    process.destroyForcibly();
    Processes.awaitEnd(process.toHandle(), STOP_LIMIT);
  }

  /** Starts again on the same data and ports after {@link #kill} or {@link #stop}. */
  public void restart() {
    if (process.isAlive()) {
      throw new IllegalStateException("the broker still runs as process " + process.pid());
    }
    process = launch(settings);
  }

  /** Freezes the process: its sockets stay open and nothing is answered. */
  public void pause() {
    Processes.signal("STOP", process.pid());
  }

  /** Lets a paused process go on. */
  public void resume() {
    Processes.signal("CONT", process.pid());
  }

  /** Stops cleanly. */
  public void stop() {
    try {
      process.outputWriter().close();
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static Process launch(BrokerSettings settings) {
    Path log = settings.directory().resolve("broker.log");
    Process process = spawn(settings, log);
    CompletableFuture<Boolean> ready =
        CompletableFuture.supplyAsync(() -> saysReady(process), Thread::startVirtualThread)
            .completeOnTimeout(false, START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    if (!ready.join()) {
      process.destroyForcibly();
      throw new BackendFailed(
          "the broker on " + settings.bootstrap() + " did not start; its log is " + log);
    }
    return process;
  }

  private static Process spawn(BrokerSettings settings, Path log) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            settings.directory().toString(),
            String.valueOf(settings.port()),
            String.valueOf(settings.controllerPort()));
    try {
      Files.createDirectories(settings.directory());
      return new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new BackendFailed("the broker's process can't be started", e);
    }
  }

  private static boolean saysReady(Process process) {
    try (BufferedReader answers = process.inputReader()) {
      return BrokerProcess.READY.equals(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
