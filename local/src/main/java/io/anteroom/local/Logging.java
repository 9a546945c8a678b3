package io.anteroom.local;

import java.nio.file.Path;

/** Sends logs to a file of bounded size; only warnings reach the terminal, one line each. */
final class Logging {
  private Logging() {}

  /** To be called before the first class with a logger is used. */
  static void into(Path file) {
    System.setProperty("anteroom.log", file.toString());
    System.setProperty("logback.configurationFile", "logback-up.xml");
    // Each of our Spring contexts would otherwise set up logging anew for the whole JVM.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
  }
}
