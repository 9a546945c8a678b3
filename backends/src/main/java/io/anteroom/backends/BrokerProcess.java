package io.anteroom.backends;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * The main class of a broker in a process of its own.
 *
 * <p>It says {@link #READY} on standard output and lives until its standard input ends, which is
 * also what happens when the process that started it dies.
 */
public final class BrokerProcess {
  static final String READY = "ready";

  private BrokerProcess() {}

  /**
   * Runs until standard input ends.
   *
   * @param args directory, port, controller port
   */
  public static void main(String[] args) throws IOException {
    PrintStream answer = System.out;
    // Logs must not get between the parent and the one word it waits for.
    System.setOut(System.err);
    BrokerSettings settings =
        new BrokerSettings(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    KafkaBroker broker = KafkaBroker.start(settings);
    answer.println(READY);
    answer.flush();
    while (System.in.read() >= 0) {
      // Nothing is ever said; only the end counts.
    }
    broker.close();
    System.exit(0);
  }
}
