package io.anteroom.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Empties a Redis without dragging a client library into every test. */
final class RedisFlush {
  private RedisFlush() {}

  static void flush(String url) {
    URI uri = URI.create(url);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      if (!"+OK".equals(answer)) {
        throw new IllegalStateException("Redis refuses to be emptied: " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
