package io.anteroom.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back: a status, a body that is JSON or empty, and who may keep it. Nobody may, unless
 * it says otherwise.
 */
public final class Answer {

  private static final String NO_STORE = "no-store";
  private static final byte[] EMPTY = {};

  private final int status;
  private final byte[] body;
  private final String caching;
  private final Optional<String> tag;
  private final Map<String, String> headers;

  private Answer(
      int status, byte[] body, String caching, Optional<String> tag, Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.caching = caching;
    this.tag = tag;
    this.headers = headers;
  }

  private Answer(int status, byte[] body) {
    this(status, body, NO_STORE, Optional.empty(), Map.of());
  }

  /**
   * A body of any status.
   *
   * @param value a map, list, or record, written as JSON under the names of its components
   */
  public static Answer of(int status, Object value) {
    return new Answer(status, Json.write(value));
  }

  /** 200 with a body; see {@link #of}. */
  public static Answer ok(Object value) {
    return of(200, value);
  }

  /** 200 with a body that is JSON in UTF-8 already; the bytes are not copied. */
  public static Answer okJson(byte[] json) {
    return new Answer(200, json);
  }

  /** 200 without a body. */
  public static Answer empty() {
    return bare(200, Map.of());
  }

  /** 202: not yet. */
  public static Answer notYet(String message) {
    return of(202, Map.of("message", message));
  }

  static Answer refusing(Refusal refusal) {
    byte[] body = Json.write(Map.of("error", refusal.words()));
    return new Answer(refusal.status(), body, NO_STORE, Optional.empty(), refusal.headers());
  }

  static Answer bare(int status, Map<String, String> headers) {
    return new Answer(status, EMPTY, NO_STORE, Optional.empty(), headers);
  }

  /** The same, and everybody may keep it for so long, in whole seconds. */
  public Answer keptFor(Duration maxAge) {
    return new Answer(status, body, "public, max-age=" + maxAge.toSeconds(), tag, headers);
  }

  /**
   * The same, and everybody may keep it, but must ask each time whether it still holds.
   *
   * @param content names this very content, without quotes; who asks again with it gets a 304
   */
  public Answer revalidatedBy(String content) {
    return new Answer(status, body, "public, no-cache", tag, headers).named(content);
  }

  /**
   * The same under a name, by which those ask again whose time to keep it is over.
   *
   * @param content names this very content, without quotes; who asks again with it gets a 304
   */
  public Answer named(String content) {
    return new Answer(status, body, caching, Optional.of('"' + content + '"'), headers);
  }

  Answer with(String name, String value) {
    return new Answer(status, body, caching, tag, Map.of(name, value));
  }

  /** What somebody gets who holds this content already. */
  Answer unchanged() {
    return new Answer(304, EMPTY, caching, tag, headers);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  String caching() {
    return caching;
  }

  Optional<String> tag() {
    return tag;
  }

  Map<String, String> headers() {
    return headers;
  }
}
