package io.anteroom.local;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends logs to a file of bounded size; only warnings reach the terminal, one line each. */
final class Logging {
  private Logging() {}

  /** To be called before the first class with a logger is used. */
  static void into(Path file) {
    System.setProperty("anteroom.log", file.toString());
    System.setProperty("logback.configurationFile", "logback-up.xml");
    // Each of our Spring contexts would otherwise set up logging anew for the whole JVM.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    // What speaks to the JDK's own loggers, as the shop's Tomcat does, is heard here too.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
