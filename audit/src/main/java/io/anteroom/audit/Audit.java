package io.anteroom.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.anteroom.contracts.topic.Topics;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** The command {@code ./anteroom audit}. */
public final class Audit {

  private static final String HOME = "ANTEROOM_HOME";
  private static final String RUNTIME_FILE = "runtime.properties";
  private static final int SOUND = 0;
  private static final int BREACH = 1;
  private static final int UNUSABLE = 2;

  private final Path runtimeFile;
  private final PrintStream out;
  private final PrintStream err;

  Audit(Path runtimeFile, PrintStream out, PrintStream err) {
    this.runtimeFile = runtimeFile;
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends this JVM with its exit status. */
  public static void main(String[] arguments) {
    // What Kafka's client has to say about a broker that is away, the audit says in a sentence.
    if (LoggerFactory.getLogger("org.apache.kafka") instanceof Logger kafka) {
      kafka.setLevel(Level.OFF);
    }
    String home = System.getenv().getOrDefault(HOME, "").strip();
    Path runtimeFile = Path.of(home.isEmpty() ? ".anteroom" : home, RUNTIME_FILE);
    System.exit(new Audit(runtimeFile, System.out, System.err).run(List.of(arguments)));
  }

  /** Runs the command; returns its exit status. */
  int run(List<String> arguments) {
    try {
      AuditOptions options = AuditOptions.parse(arguments);
      if (options.help()) {
        out.print(AuditOptions.USAGE);
        return SOUND;
      }
      return audit(options.address(runtimeFile));
    } catch (UnusableLogException e) {
      err.println("audit: " + e.getMessage());
      return UNUSABLE;
    }
  }

  private int audit(LogAddress address) {
    long start = System.nanoTime();
    try (LogReader reader = new LogReader(address.bootstrap())) {
      AuditResult result = new LogAudit(reader, new Topics(address.prefix()), err).run();
      new AuditReport(out).print(result);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      err.printf(
          Locale.ROOT,
          "audit: %,d decisions and %,d joins in %.1f s%n",
          result.sum(GenerationTotals::events),
          result.sum(GenerationTotals::joins),
          took.toMillis() / 1000.0);
      return result.finding().isPresent() ? BREACH : SOUND;
    }
  }
}
