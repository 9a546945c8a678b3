package io.anteroom.testkit;

import static org.awaitility.Awaitility.await;

import io.anteroom.backends.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code anteroom up} in a process of its own, with what it printed. */
public final class UpProcess implements AutoCloseable {
  /** By name: the stack comes after this module. */
  private static final String MAIN_CLASS = "io.anteroom.local.Anteroom";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;

  private UpProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts it with its state in a directory and on ports of its own, and waits until it is up. */
  public static UpProcess readyIn(Path home) throws IOException {
    return readyIn(home, Map.of());
  }

  /** The same, with more settings. */
  public static UpProcess readyIn(Path home, Map<String, String> settings) throws IOException {
    return readyIn(home, settings, System.getProperty("java.class.path"));
  }

  /** The same, of a stack that lies elsewhere than among the classes of the caller. */
  public static UpProcess readyIn(Path home, Map<String, String> settings, String classPath)
      throws IOException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("ANTEROOM_HOME", home.toString());
    environment.put("ANTEROOM_PUBLIC_PORT", String.valueOf(freePort()));
    environment.put("ANTEROOM_PRIVATE_PORT", String.valueOf(freePort()));
    return start(classPath, environment).awaitReady();
  }

  /** Starts it among the classes of the caller, and waits for nothing. */
  public static UpProcess start(Map<String, String> environment, String... arguments) {
    return start(System.getProperty("java.class.path"), environment, arguments);
  }

  private static UpProcess start(
      String classPath, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                MAIN_CLASS));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("anteroom-up", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("ANTEROOM_MANAGEMENT_PORT", String.valueOf(freePort()));
      builder.environment().put("ANTEROOM_OIDC_PORT", String.valueOf(freePort()));
      builder.environment().put("ANTEROOM_SITE_PORT", String.valueOf(freePort()));
      builder.environment().putAll(environment);
      return new UpProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the line that says so. */
  public UpProcess awaitReady() {
    return awaitLine("Anteroom is ready:");
  }

  /** Waits for what it is to print. */
  public UpProcess awaitLine(String part) {
    await(part)
        .atMost(START_LIMIT)
        .failFast("it ended", () -> !process.isAlive())
        .until(() -> output().contains(part));
    return this;
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to stop as Ctrl-C does; its status. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Ends it without a word. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Waits until it has ended; its status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end, and said: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      kill();
    }
    Files.deleteIfExists(output);
  }

  /** A port that nobody listens on. */
  public static int freePort() {
    return FreePort.find();
  }
}
