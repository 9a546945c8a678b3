package io.anteroom.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One call for the published keys, in a thread of its own.
 *
 * <p>By {@link HttpURLConnection}: a first call with it takes a fifth of the time and of the
 * classes of one with {@code java.net.http}, and in a serverless function somebody waits for that.
 * But its timeouts count for each read alone. An answer that comes drop by drop is ended here: its
 * body by the thread that reads it, its head by {@link #endIfOverdue} from outside.
 */
final class KeyFetch {

  /** A set of sixteen keys of 4096 bits has 13 KiB. */
  static final int MAX_BYTES = 64 * 1024;

  /** To connect, or to wait for the next bytes. */
  private static final Duration STEP = Duration.ofSeconds(2);

  private final HttpURLConnection connection;
  private final long deadlineNanos;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean hasHead;

  private KeyFetch(HttpURLConnection connection, Duration limit) {
    this.connection = connection;
    this.deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /**
   * Begins a call.
   *
   * @param headers to send
   * @param limit for all of it
   * @param taker gets the keys, before the call is over
   * @param complaint gets the reason why there are none
   */
  static KeyFetch begin(
      URI address,
      Map<String, String> headers,
      Duration limit,
      Consumer<PublicKeys> taker,
      Consumer<Exception> complaint) {
    KeyFetch fetch = new KeyFetch(connection(address, headers), limit);
    Thread.ofPlatform().daemon().name("anteroom-keys").start(() -> fetch.run(taker, complaint));
    return fetch;
  }

  private static HttpURLConnection connection(URI address, Map<String, String> headers) {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) STEP.toMillis());
      connection.setReadTimeout((int) STEP.toMillis());
      // Keys come from where the site says, and from nowhere else.
      connection.setInstanceFollowRedirects(false);
      headers.forEach(connection::setRequestProperty);
      return connection;
    } catch (IOException e) {
      throw new IllegalArgumentException("not an address to call: " + address, e);
    }
  }

  private void run(Consumer<PublicKeys> taker, Consumer<Exception> complaint) {
    try {
      taker.accept(PublicKeys.parse(body()));
    } catch (IOException | RuntimeException e) {
      complaint.accept(e);
    } finally {
      connection.disconnect();
      over.countDown();
    }
  }

  private String body() throws IOException {
    int status = connection.getResponseCode();
    hasHead = true;
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("the answer has status " + status);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] part = new byte[8 * 1024];
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        body.write(part, 0, read);
        if (body.size() > MAX_BYTES) {
          throw new IOException("the answer has more than " + MAX_BYTES + " bytes");
        }
        if (isOverdue()) {
          throw new IOException("the answer takes too long");
        }
      }
    }
    return body.toString(UTF_8);
  }

  private boolean isOverdue() {
    return System.nanoTime() - deadlineNanos > 0;
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  /** Has the connection closed under a call that should be over. Does not wait for it. */
  void endIfOverdue() {
    if (!isOver() && !hasHead && isOverdue()) {
      connection.disconnect();
    }
  }

  /** Waits until the call is over, or should be. */
  void await() {
    try {
      long left = deadlineNanos - System.nanoTime();
      if (!over.await(left, TimeUnit.NANOSECONDS)) {
        endIfOverdue();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
