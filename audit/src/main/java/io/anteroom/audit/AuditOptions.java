package io.anteroom.audit;

import io.anteroom.contracts.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param bootstrap the broker; empty for that of the running local stack
 * @param topicPrefix what the names of topics start with; empty for the stack's own, or the default
 * @param help whether only help is wanted
 */
record AuditOptions(Optional<String> bootstrap, Optional<String> topicPrefix, boolean help) {

  static final String USAGE =
      """
      Usage: ./anteroom audit [--bootstrap HOST:PORT] [--topic-prefix PREFIX]

      Reads the whole log, replays every decision and checks that every promise was kept.

        --bootstrap HOST:PORT    the broker (default: that of the running local stack)
        --topic-prefix PREFIX    what the names of its topics start with (default: %s)
        --help                   print this text

      Exit status: 0 no breach; 1 a breach; 2 the log could not be read.
      """
          .formatted(Topics.DEFAULT_PREFIX);

  /**
   * Reads the command line.
   *
   * @throws UnusableLogException if it makes no sense
   */
  static AuditOptions parse(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    Optional<String> bootstrap = Optional.empty();
    Optional<String> prefix = Optional.empty();
    boolean help = false;
    while (!left.isEmpty()) {
      String option = left.removeFirst();
      switch (option) {
        case "--bootstrap" -> bootstrap = Optional.of(value(option, left));
        case "--topic-prefix" -> prefix = Optional.of(value(option, left));
        case "--help", "-h" -> help = true;
        default ->
            throw new UnusableLogException(
                "there is no option '" + option + "'; --help tells the options");
      }
    }
    return new AuditOptions(bootstrap, prefix, help);
  }

  private static String value(String option, Deque<String> left) {
    if (left.isEmpty() || left.getFirst().isBlank() || left.getFirst().startsWith("--")) {
      throw new UnusableLogException(option + " needs a value");
    }
    return left.removeFirst();
  }

  /**
   * The log that is meant.
   *
   * @param runtimeFile where the local stack says how it runs
   * @throws UnusableLogException if it is the local stack's, and that is not running
   */
  LogAddress address(Path runtimeFile) {
    LogAddress found =
        bootstrap
            .map(broker -> new LogAddress(broker, Topics.DEFAULT_PREFIX))
            .orElseGet(() -> LogAddress.ofLocalStack(runtimeFile));
    return topicPrefix.map(found::withPrefix).orElse(found);
  }
}
