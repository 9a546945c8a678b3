package io.anteroom.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request, sent as it is over a connection of its own.
 *
 * @param target path and query
 * @param announced how long the body is said to be, in bytes
 */
record Call(String method, String target, Map<String, String> headers, String body, int announced) {

  /** Longer than the services wait for anything: a body takes the longest, 10 s. */
  private static final int PATIENCE_MILLIS = 20_000;

  static Call of(String method, String target, String body) {
    return new Call(method, target, Map.of(), body, body.getBytes(UTF_8).length);
  }

  static Call get(String target) {
    return of("GET", target, "");
  }

  static Call post(String target, String body) {
    return of("POST", target, body);
  }

  Call with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Call(method, target, more, body, announced);
  }

  /** The same, with a body that is said to be longer than it is. */
  Call announcing(int length) {
    return new Call(method, target, headers, body, length);
  }

  String path() {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  Reply sendTo(int port) {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      // In one piece: a server that refuses the head may close before it has seen a body.
      socket.getOutputStream().write((head(port) + "\r\n" + body).getBytes(UTF_8));
      return Reply.parse(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(this + " got no answer", e);
    }
  }

  private String head(int port) {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    head.append("Host: localhost:").append(port).append("\r\nConnection: close\r\n");
    headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
    if (announced > 0) {
      head.append("Content-Length: ").append(announced).append("\r\n");
    }
    return head.toString();
  }
}
