package io.anteroom.backends;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Signals to processes, and waiting for their end. */
final class Processes {
  private Processes() {}

  static void signal(String name, long pid) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start().waitFor();
      if (status != 0) {
        throw new BackendFailed("process " + pid + " can't be sent the signal " + name);
      }
    } catch (IOException e) {
      throw new BackendFailed("process " + pid + " can't be sent the signal " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendFailed("interrupted while sending the signal " + name, e);
    }
  }

  static void awaitEnd(ProcessHandle process, Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BackendFailed("process " + process.pid() + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendFailed("interrupted while waiting for process " + process.pid(), e);
    }
  }
}
