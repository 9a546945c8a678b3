package io.anteroom.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Redis in a process of its own, on loopback only, that ends with this JVM.
 *
 * <p>Redis makes itself a daemon, so that a Ctrl-C in the terminal reaches this JVM alone, which
 * then stops things in the right order. A shell guards it: its standard input ends when this JVM
 * does, however that dies, and then it kills Redis.
 *
 * <p>Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final String GUARD =
      "trap '' INT HUP TERM; pid_file=$1; shift; \"$@\" && cat >/dev/null;"
          + " [ -f \"$pid_file\" ] && kill -9 \"$(cat \"$pid_file\")\" && rm -f \"$pid_file\"";

  private final RedisSettings settings;
  private Process guard;
  private ProcessHandle redis;

  private RedisServer(RedisSettings settings) {
    this.settings = settings;
    this.guard = launch();
    this.redis = awaitAnswer();
  }

  /** Starts a Redis; it answers when this returns. */
  public static RedisServer start(RedisSettings settings) {
    return new RedisServer(settings);
  }

  /** What Redis clients connect to. */
  public String url() {
    return settings.url();
  }

  /** Ends the process as {@code kill -9} does: all that it held is gone. */
  public void kill() {
    redis.destroyForcibly();
    awaitEnd();
    releaseGuard();
  }

  /** Starts again on the same port after {@link #kill} or {@link #stop}. */
  public void restart() {
    if (isListening()) {
      throw new IllegalStateException("Redis still runs as process " + redis.pid());
    }
    guard = launch();
    redis = awaitAnswer();
  }

  /** Freezes the process: its sockets stay open and nothing is answered. */
  public void pause() {
    Processes.signal("STOP", redis.pid());
  }

  /** Lets a paused process go on. */
  public void resume() {
    Processes.signal("CONT", redis.pid());
  }

  /** Stops cleanly, with a snapshot if the settings ask for one. */
  public void stop() {
    if (isListening()) {
      new RedisLine(settings.port(), STOP_LIMIT)
          .say(settings.keepsData() ? "SHUTDOWN SAVE" : "SHUTDOWN NOSAVE");
      kill();
    }
  }

  @Override
  public void close() {
    stop();
  }

  private Process launch() {
    try {
      Files.createDirectories(settings.directory());
      if (!settings.keepsData()) {
        Files.deleteIfExists(settings.directory().resolve("dump.rdb"));
      }
      Files.deleteIfExists(pidFile());
      List<String> command =
          new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", pidFile().toString()));
      command.addAll(redisCommand());
      return new ProcessBuilder(command)
          .directory(settings.directory().toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new BackendFailed("Redis can't be started in " + settings.directory(), e);
    }
  }

  private List<String> redisCommand() {
    Path directory = settings.directory().toAbsolutePath();
    return List.of(
        RedisBinary.in(directory).toString(),
        "--daemonize",
        "yes",
        "--pidfile",
        pidFile().toString(),
        "--logfile",
        logFile().toString(),
        "--loglevel",
        "warning",
        "--bind",
        "127.0.0.1",
        "--port",
        String.valueOf(settings.port()),
        "--dir",
        directory.toString(),
        "--save",
        "",
        "--appendonly",
        "no");
  }

  private ProcessHandle awaitAnswer() {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    RedisLine line = new RedisLine(settings.port(), POLL.multipliedBy(50));
    while (System.nanoTime() < deadline && guard.isAlive()) {
      Optional<ProcessHandle> started = guardedProcess();
      if (started.isPresent() && line.say("PING").filter("+PONG"::equals).isPresent()) {
        return started.get();
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    releaseGuard();
    throw new BackendFailed(
        "Redis did not start on port " + settings.port() + "; its log is " + logFile());
  }

  /**
   * The port tells sooner and more surely than the process, which is no child of this JVM: where
   * nobody collects orphans it counts as alive for ever.
   */
  private boolean isListening() {
    return !FreePort.isFree(settings.port());
  }

  private void awaitEnd() {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (isListening()) {
      if (System.nanoTime() > deadline) {
        throw new BackendFailed("Redis, process " + redis.pid() + ", does not end");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private Optional<ProcessHandle> guardedProcess() {
    try {
      String pid = Files.exists(pidFile()) ? Files.readString(pidFile()).strip() : "";
      return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void releaseGuard() {
    try {
      if (!guardedProcess().map(ProcessHandle::isAlive).orElse(false)) {
        // The number of a process that is gone may by now be somebody else's.
        Files.deleteIfExists(pidFile());
      }
      guard.outputWriter().close();
    } catch (IOException e) {
      guard.destroyForcibly();
    }
    Processes.awaitEnd(guard.toHandle(), STOP_LIMIT);
  }

  private Path pidFile() {
    return settings.directory().toAbsolutePath().resolve("redis.pid");
  }

  private Path logFile() {
    return settings.directory().toAbsolutePath().resolve("redis.log");
  }
}
