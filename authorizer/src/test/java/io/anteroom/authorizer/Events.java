package io.anteroom.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anteroom.tokens.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Events as API Gateway sends them. */
enum Events {
  /** Of a TOKEN authorizer of a REST API. */
  TOKEN("token.json"),
  /** Of an HTTP API, payload format 2.0. */
  HTTP_2("http-2.0.json"),
  /** Of an HTTP API, payload format 1.0. */
  HTTP_1("http-1.0.json"),
  /** Of a REQUEST authorizer of a REST API, which the function does not serve. */
  REST_REQUEST("rest-request.json");

  private final String file;

  Events(String file) {
    this.file = file;
  }

  /** The event of a caller who sent that. */
  String with(String credentials) {
    return text().replace("\"TOKEN_HERE\"", quoted(credentials));
  }

  /** The event of a caller, or of an API, that sent none. */
  String without() {
    return text().replace("[\"TOKEN_HERE\"]", "null").replace("\"TOKEN_HERE\"", "null");
  }

  /** The event as it lies in the file, for other changes. */
  String text() {
    try (InputStream in = Events.class.getResourceAsStream("/events/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String text) {
    String object = new JsonText().put("", text).toString();
    return object.substring("{\"\":".length(), object.length() - 1);
  }
}
