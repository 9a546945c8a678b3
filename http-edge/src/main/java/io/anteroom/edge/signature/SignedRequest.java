package io.anteroom.edge.signature;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a signature is made over, as it came in. */
public final class SignedRequest {

  private final String method;
  private final String path;
  private final String rawQuery;
  private final Function<String, List<String>> headers;
  private final byte[] body;

  /**
   * Takes the parts of a request.
   *
   * @param path as it was sent, without the query
   * @param rawQuery as it was sent, without the question mark; empty if there is none
   * @param headers values of a header in their order, by its name in lower case
   * @param body all of it; must not be changed afterwards
   */
  public SignedRequest(
      String method,
      String path,
      String rawQuery,
      Function<String, List<String>> headers,
      byte[] body) {
    this.method = method;
    this.path = path;
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.body = body;
  }

  String method() {
    return method;
  }

  String path() {
    return path;
  }

  String rawQuery() {
    return rawQuery;
  }

  List<String> headers(String name) {
    return headers.apply(name);
  }

  boolean has(String name) {
    return !headers(name).isEmpty();
  }

  /** A header that is there exactly once; empty if it is missing or repeated. */
  Optional<String> onlyHeader(String name) {
    List<String> values = headers(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  byte[] body() {
    return body;
  }
}
