package io.anteroom.inlets.message;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Asks for pages one at a time and not too often, so that strangers who point at one page after
 * another get nowhere.
 */
final class SeldomPages implements Pages {

  /** So many may be asked for at once, when all is new: a page for each region and inlet. */
  static final int BURST = 20;

  /** Afterwards. Certificates change after months. */
  static final Duration BETWEEN = Duration.ofSeconds(5);

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
  public synchronized Page get(URI url) throws IOException {
    long now = nanoTime.getAsLong();
    long from = Math.max(paidToNanos - now, 0);
    if (from > BETWEEN.toNanos() * (BURST - 1)) {
      throw new IOException("too many pages of SNS were asked for");
    }
    paidToNanos = now + from + BETWEEN.toNanos();
    return pages.get(url);
  }
}
