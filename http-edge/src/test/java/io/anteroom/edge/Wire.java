package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A client that sends what no well-behaved client would: bytes as they are. */
final class Wire implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket("localhost", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** What came back. */
  record Reply(int status, Map<String, String> headers, String body) {
    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  static Reply get(int port, String target, String... headers) throws IOException {
    return exchange(port, "GET", target, "", headers);
  }

  static Reply post(int port, String target, String body, String... headers) throws IOException {
    return exchange(port, "POST", target, body, headers);
  }

  static Reply exchange(int port, String method, String target, String body, String... headers)
      throws IOException {
    try (Wire wire = new Wire(port)) {
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: here\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      if (!body.isEmpty()) {
        head.append("Content-Length: ").append(body.length()).append("\r\n");
      }
      wire.send(head + "\r\n" + body);
      return wire.receive(method.equals("HEAD"));
    }
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /** Sends, and says whether the connection is good for it; that it is closed shows a bit later. */
  boolean canSend(String text) {
    try {
      send(text);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Reply receive() throws IOException {
    return receive(false);
  }

  private Reply receive(boolean headOnly) throws IOException {
    List<String> head = readHead().strip().lines().toList();
    Map<String, String> headers =
        head.stream()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(Collectors.toMap(parts -> parts[0].toLowerCase(Locale.ROOT), p -> p[1]));
    int length = headOnly ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
    return new Reply(Integer.parseInt(head.getFirst().split(" ", 3)[1]), headers, body);
  }

  private String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Waits until the other side hangs up, whatever it says before; false if it does not. */
  boolean isHungUp() throws IOException {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true; // a reset is a way of hanging up
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
