package io.anteroom.audit;

import io.anteroom.contracts.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where a log is.
 *
 * @param bootstrap host and port of a broker
 * @param prefix what the names of its topics start with
 */
record LogAddress(String bootstrap, String prefix) {

  private static final String HINT =
      "start the local stack with ./anteroom up, or name a broker with --bootstrap HOST:PORT";

  /**
   * The log of the local stack.
   *
   * @param runtimeFile where a running stack says how it runs
   * @throws UnusableLogException if it says nothing
   */
  static LogAddress ofLocalStack(Path runtimeFile) {
    Properties runtime = new Properties();
    try (Reader reader = Files.newBufferedReader(runtimeFile)) {
      runtime.load(reader);
    } catch (NoSuchFileException e) {
      throw new UnusableLogException("no local stack is running here; " + HINT, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableLogException("can't read " + runtimeFile + "; " + HINT, e);
    }
    String bootstrap = runtime.getProperty("bootstrap", "");
    if (bootstrap.isBlank()) {
      throw new UnusableLogException(runtimeFile + " names no broker; " + HINT);
    }
    return new LogAddress(bootstrap, runtime.getProperty("prefix", Topics.DEFAULT_PREFIX));
  }

  LogAddress withPrefix(String other) {
    return new LogAddress(bootstrap, other);
  }
}
