package io.anteroom.rehearsal;

import io.anteroom.rehearsal.page.PagesSeen;
import io.anteroom.rehearsal.page.WaitingPages;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waiting pages for as long as the user wants them to be open, who is told meanwhile what they do.
 */
final class OpenPages implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Duration open;
  private final Progress progress;
  private final BooleanSupplier interrupted;
  private final WaitingPages pages;
  private long openedNanos;

  /**
   * None is open yet.
   *
   * @param interrupted says that the user wants the result of what was done so far
   */
  OpenPages(PageOptions options, Progress progress, BooleanSupplier interrupted) {
    this.open = options.open();
    this.progress = progress;
    this.interrupted = interrupted;
    this.pages =
        new WaitingPages(
            options.publicOrigin(), options.headers(), options.room(), options.pages());
  }

  /** Opens them. */
  void open() {
    openedNanos = System.nanoTime();
    pages.open();
  }

  /**
   * Opens them, and waits until all know their numbers, so that those of a crowd come after them;
   * not for ever.
   */
  void open(Duration patience) throws InterruptedException {
    open();
    PagesSeen seen = pages.seen();
    show(openedNanos + patience.toNanos(), () -> seen.numbered() == seen.pages());
  }

  /** Waits until their time is over. */
  void stayOpen() throws InterruptedException {
    show(openedNanos + open.toNanos(), () -> false);
  }

  private void show(long untilNanos, BooleanSupplier enough) throws InterruptedException {
    long second = 0;
    long left = untilNanos - System.nanoTime();
    while (left > 0 && !enough.getAsBoolean() && !interrupted.getAsBoolean()) {
      Thread.sleep(Duration.ofNanos(Math.min(left, TICK.toNanos())));
      second++;
      progress.show(second, Progress.of(pages.seen()));
      left = untilNanos - System.nanoTime();
    }
    progress.end();
  }

  PagesSeen seen() {
    return pages.seen();
  }

  @Override
  public void close() {
    pages.close();
  }
}
