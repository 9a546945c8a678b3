package io.anteroom.rehearsal;

import io.anteroom.rehearsal.page.PagesSeen;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Arguments arguments = Options.read(words);
      if (arguments.has("--help")) {
        out.print(Options.USAGE);
        return 0;
      }
      Optional<PageOptions> pages = PageOptions.alone(arguments, local);
      return pages.isPresent() ? watch(pages.get()) : rehearse(Options.of(arguments, local));
    } catch (UsageException e) {
      err.println("anteroom load: " + e.getMessage());
      err.println("./anteroom load --help tells the options.");
      return UNUSABLE;
    }
  }

  private int rehearse(Options options) throws UsageException, InterruptedException {
    Run run = new Run(options, new Progress(err, terminal));
    return untilStopped(
        run::interrupt,
        () -> {
          Outcome outcome = run.go();
          tell(Table.of(outcome));
          writeJson(options.json(), Figures.of(outcome));
          return outcome.passed();
        });
  }

  private int watch(PageOptions options) throws UsageException, InterruptedException {
    PagesRun run = new PagesRun(options, new Progress(err, terminal));
    return untilStopped(
        run::interrupt,
        () -> {
          PagesSeen seen = run.go();
          tell(PagesTable.alone(options, seen));
          writeJson(options.json(), PagesFigures.alone(options, seen));
          return seen.deaf() == 0;
        });
  }

  private interface Work {
    /** Says whether all is well. */
    boolean go() throws UsageException, InterruptedException;
  }

  private static int untilStopped(Runnable interrupt, Work work)
      throws UsageException, InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    Thread onSignal = new Thread(() -> stop(interrupt, told));
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      return work.go() ? 0 : FAILED;
    } finally {
      told.countDown();
      forget(onSignal);
    }
  }

  private void tell(String table) {
    out.print(table);
    out.flush();
  }

  /** Holds the end of the JVM back until the table is told. */
  private static void stop(Runnable interrupt, CountDownLatch told) {
    interrupt.run();
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

  private static void writeJson(Optional<Path> file, String figures) throws UsageException {
    if (file.isPresent()) {
      try {
        Files.writeString(file.get(), figures);
      } catch (IOException e) {
        throw new UsageException("can't write " + file.get() + ": " + e.getMessage());
      }
    }
  }
}
