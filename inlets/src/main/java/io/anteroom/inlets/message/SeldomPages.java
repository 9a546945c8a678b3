package io.anteroom.inlets.message;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks for pages, but not too often, so that strangers who point at one page after another make
 * little work. Whoever comes too often is refused at once; nobody waits for anybody else's page.
 */
final class SeldomPages implements Pages {

  /** So many may be asked for at once, when all is new: a topic has one certificate, seldom two. */
  static final int BURST = 4;

  /** Afterwards. Often enough that a right one comes through between those of strangers. */
  static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Pages pages;
  private final LongSupplier nanoTime;

  /** Up to when pages are paid for; time pays. */
  private long paidToNanos;

  /**
   * Nothing is asked yet.
   *
   * @param nanoTime as {@link System#nanoTime()}
   */
  SeldomPages(Pages pages, LongSupplier nanoTime) {
    this.pages = pages;
    this.nanoTime = nanoTime;
    this.paidToNanos = nanoTime.getAsLong();
  }

  @Override
  public Page get(URI url) throws IOException {
    pay();
    return pages.get(url);
  }

  private synchronized void pay() throws IOException {
    long now = nanoTime.getAsLong();
    long from = Math.max(paidToNanos - now, 0);
    if (from > BETWEEN.toNanos() * (BURST - 1)) {
      throw new IOException("too many pages of SNS were asked for");
    }
    paidToNanos = now + from + BETWEEN.toNanos();
  }
}
