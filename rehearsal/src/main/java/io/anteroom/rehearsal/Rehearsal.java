package io.anteroom.rehearsal;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ./anteroom load}: rehearses an event before the crowd is real. */
public final class Rehearsal {

  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  /** How long a stopped run may take to tell what it saw. */
  private static final long FAREWELL_SECONDS = 10;

  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;

  Rehearsal(PrintStream out, PrintStream err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The command; see {@code --help}. */
  public static void main(String[] words) throws InterruptedException {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    Rehearsal rehearsal = new Rehearsal(System.out, System.err, terminal);
    System.exit(rehearsal.run(List.of(words), LocalStack.in(System.getenv())));
  }

  /** Gives the exit status. */
  int run(List<String> words, LocalStack local) throws InterruptedException {
    try {
      Optional<Options> options = Options.parse(words, local);
      if (options.isEmpty()) {
        out.print(Options.USAGE);
        return 0;
      }
      return rehearse(options.get());
    } catch (UsageException e) {
      err.println("anteroom load: " + e.getMessage());
      err.println("./anteroom load --help tells the options.");
      return UNUSABLE;
    }
  }

  private int rehearse(Options options) throws UsageException, InterruptedException {
    Run run = new Run(options, new Progress(err, terminal, options.plan().visitors()));
    CountDownLatch told = new CountDownLatch(1);
    Thread onSignal = new Thread(() -> stop(run, told));
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      Outcome outcome = run.go();
      out.print(Table.of(outcome));
      out.flush();
      writeJson(options, outcome);
      return outcome.passed() ? 0 : FAILED;
    } finally {
      told.countDown();
      forget(onSignal);
    }
  }

  /** Holds the end of the JVM back until the table is told. */
  private static void stop(Run run, CountDownLatch told) {
    run.interrupt();
    try {
      told.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread onSignal) {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException _) {
      // The JVM is ending already, because of the signal.
    }
  }

  private static void writeJson(Options options, Outcome outcome) throws UsageException {
    if (options.json().isPresent()) {
      try {
        Files.writeString(options.json().get(), Figures.of(outcome));
      } catch (IOException e) {
        throw new UsageException("can't write " + options.json().get() + ": " + e.getMessage());
      }
    }
  }
}
