package io.anteroom.inlets.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebPagesIT {

  private final WebPages pages = new WebPages(Duration.ofMillis(500));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger elsewhere = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    pages.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI serves(HttpHandler page) {
    server.createContext("/page", page);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
  }

  private static void answer(HttpExchange exchange, int status, int length) throws IOException {
    exchange.sendResponseHeaders(status, length);
    exchange.getResponseBody().write(new byte[length]);
    exchange.close();
  }

  @Test
  void getsAPage() throws IOException {
    Pages.Page page = pages.get(serves(exchange -> answer(exchange, 404, WebPages.MAX_BYTES)));

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.body()).hasSize(WebPages.MAX_BYTES);
  }

  @Test
  void readsNoMoreThanACertificateNeeds() {
    URI url = serves(exchange -> answer(exchange, 200, WebPages.MAX_BYTES + 1));

    assertThatThrownBy(() -> pages.get(url)).isInstanceOf(IOException.class);
  }

  @Test
  void goesNowhereElse() throws IOException {
    server.createContext("/elsewhere", _ -> elsewhere.incrementAndGet());
    URI url =
        serves(exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });

    assertThat(pages.get(url).status()).isEqualTo(302);
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void doesNotWaitForWhoNeverEnds() {
    CountDownLatch never = new CountDownLatch(1);
    URI url =
        serves(exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          awaitQuietly(never);
        });

    assertThatThrownBy(() -> pages.get(url)).hasMessage("no answer within 500 ms");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
