package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomPagesTest {

  private static final URI URL = URI.create("https://sns.eu-central-1.amazonaws.com/");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final AtomicInteger asked = new AtomicInteger();
  private final SeldomPages pages = new SeldomPages(this::page, nanos::get);

  private Pages.Page page(URI url) {
    asked.incrementAndGet();
    return new Pages.Page(200, "");
  }

  private void ask(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      pages.get(URL);
    }
  }

  private void refuses() {
    int before = asked.get();
    assertThatThrownBy(() -> pages.get(URL)).hasMessage("too many pages of SNS were asked for");
    assertThat(asked).hasValue(before);
  }

  @Test
  void asksForAFewPagesAtOnce() throws IOException {
    ask(SeldomPages.BURST);

    refuses();
  }

  @Test
  void asksForOneMoreFromTimeToTime() throws IOException {
    ask(SeldomPages.BURST);

    nanos.addAndGet(SeldomPages.BETWEEN.toNanos() - 1);
    refuses();
    nanos.addAndGet(1);
    ask(1);
    refuses();
  }

  @Test
  void savesNoMoreThanAFewPagesUp() throws IOException {
    ask(1);
    nanos.addAndGet(SeldomPages.BETWEEN.multipliedBy(1_000).toNanos());

    ask(SeldomPages.BURST);

    refuses();
  }

  @Test
  void asksForAPageWhileAnotherOneTakesItsTime() throws Exception {
    CountDownLatch slowIsAsked = new CountDownLatch(1);
    CountDownLatch otherIsThere = new CountDownLatch(1);
    SeldomPages shared =
        new SeldomPages(
            url -> {
              if (url.equals(URL)) {
                slowIsAsked.countDown();
                awaitQuietly(otherIsThere);
              }
              return new Pages.Page(200, "");
            },
            nanos::get);
    CompletableFuture<Pages.Page> slow =
        CompletableFuture.supplyAsync(() -> page(shared, URL), Thread::startVirtualThread);
    slowIsAsked.await();

    CompletableFuture<Pages.Page> other =
        CompletableFuture.supplyAsync(
            () -> page(shared, URL.resolve("/other")), Thread::startVirtualThread);

    assertThat(other).succeedsWithin(Duration.ofSeconds(10));
    otherIsThere.countDown();
    assertThat(slow).succeedsWithin(Duration.ofSeconds(10));
  }

  private static Pages.Page page(Pages pages, URI url) {
    try {
      return pages.get(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
