package io.anteroom.backends;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Says one command to a Redis and hears one line: enough to start and stop it. */
final class RedisLine {
  private final int port;
  private final Duration limit;

  RedisLine(int port, Duration limit) {
    this.port = port;
    this.limit = limit;
  }

  /** The first line of the answer; empty if none came, as to a stop that worked. */
  Optional<String> say(String command) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) limit.toMillis());
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) limit.toMillis());
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return Optional.ofNullable(
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
