package io.anteroom.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anteroom.contracts.command.IdempotencyKey;
import io.anteroom.edge.Face.Route;
import io.anteroom.edge.signature.Digests;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One request to an endpoint, its body read and, on a private face, its signature checked. */
public final class Call {

  private final Route route;
  private final HttpMethod method;
  private final Optional<String> word;
  private final String path;
  private final String rawQuery;
  private final HttpHeaders headers;
  private final byte[] body;

  Call(
      Route route,
      HttpMethod method,
      Optional<String> word,
      String path,
      String rawQuery,
      HttpHeaders headers,
      byte[] body) {
    this.route = route;
    this.method = method;
    this.word = word;
    this.path = path;
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.body = body;
  }

  /**
   * What the caller wrote in the variable place of the path, made a value. It has one to many
   * letters, digits and {@code . _ -}, and is neither {@code .} nor {@code ..}.
   *
   * @param name the variable's name, as the endpoint's path has it
   * @param type makes the value; the words of its {@link IllegalArgumentException} become those of
   *     the refusal
   * @param otherwise makes the refusal
   */
  public <T> T path(
      String name, Function<String, T> type, Function<String, ? extends Refusal> otherwise) {
    if (!route.path().variable().equals(Optional.of(name))) {
      throw new IllegalStateException(route.path().text() + " has no variable " + name);
    }
    try {
      return type.apply(word.orElseThrow());
    } catch (IllegalArgumentException e) {
      throw otherwise.apply(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the caller asks only for what a GET would answer, and means nothing to happen. */
  public boolean isHead() {
    return method.equals(HttpMethod.HEAD);
  }

  /** The parameters behind the question mark. */
  public Query query() {
    return new Query(rawQuery);
  }

  /** The body as it came, empty if there is none; must not be changed. */
  public byte[] body() {
    return body;
  }

  /**
   * The body as a JSON object.
   *
   * @throws Refusal.Malformed if it is something else
   */
  public JsonBody json() {
    return JsonBody.parse(body);
  }

  /**
   * The caller's mark for a call that it may repeat, from the header {@code Idempotency-Key}; empty
   * if there is none. Tells a repeat from another call by method, path and every byte of the body.
   *
   * @throws Refusal.Malformed if the header is repeated, or holds no key
   */
  public Optional<IdempotencyKey> idempotencyKey() {
    return header("Idempotency-Key").map(this::idempotencyKey);
  }

  private IdempotencyKey idempotencyKey(String key) {
    byte[] head = (route.method() + " " + path + "\n").getBytes(US_ASCII);
    try {
      return new IdempotencyKey(key, Digests.sha256Hex(head, body));
    } catch (IllegalArgumentException e) {
      throw new Refusal.Malformed(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A header that is there at most once.
   *
   * @throws Refusal.Malformed if it is repeated
   */
  public Optional<String> header(String name) {
    List<String> values = headers.getAll(name);
    if (values.size() > 1) {
      throw new Refusal.Malformed(name + " is given more than once");
    }
    return values.stream().findFirst();
  }

  /**
   * A header whose value is a list: it may come in several lines, which are one (RFC 9110 section
   * 5.3).
   */
  public Optional<String> list(String name) {
    return joined(name, ", ");
  }

  /**
   * The header {@code Cookie}. HTTP/2 lets browsers send it in parts, and not all who pass it on
   * put them together as they must (RFC 9113 section 8.2.3).
   */
  public Optional<String> cookies() {
    return joined("Cookie", "; ");
  }

  private Optional<String> joined(String name, String separator) {
    List<String> parts = headers.getAll(name);
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(separator, parts));
  }
}
