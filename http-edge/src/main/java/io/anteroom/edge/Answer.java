package io.anteroom.edge;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What goes back: a status, a body, which is JSON unless it says otherwise, and who may keep it.
 * Nobody may, unless it says otherwise.
 */
public final class Answer {

  private static final String NO_STORE = "no-store";
  private static final String JSON = "application/json";
  private static final byte[] EMPTY = {};

  private final int status;
  private final byte[] body;
  private final String contentType;
  private final String caching;
  private final Optional<String> tag;
  private final Map<String, String> headers;

  private Answer(
      int status,
      byte[] body,
      String contentType,
      String caching,
      Optional<String> tag,
      Map<String, String> headers) {
    this.status = status;
    this.body = body;
    this.contentType = contentType;
    this.caching = caching;
    this.tag = tag;
    this.headers = headers;
  }

  private Answer(int status, byte[] body) {
    this(status, body, JSON, NO_STORE, Optional.empty(), Map.of());
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

  /** 200 with a body of another kind; the bytes are not copied. */
  public static Answer okText(String contentType, byte[] text) {
    return text(200, contentType, text);
  }

  /** A body of any status and kind; the bytes are not copied. */
  public static Answer text(int status, String contentType, byte[] text) {
    return new Answer(status, text, contentType, NO_STORE, Optional.empty(), Map.of());
  }

  /**
   * Sends a browser elsewhere.
   *
   * @param status 302, or 303 if it is to come with GET whatever it came with
   */
  public static Answer redirect(int status, URI location) {
    return bare(status, Map.of("Location", location.toString()));
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
    return new Answer(refusal.status(), body, JSON, NO_STORE, Optional.empty(), refusal.headers());
  }

  static Answer bare(int status, Map<String, String> headers) {
    return new Answer(status, EMPTY, JSON, NO_STORE, Optional.empty(), headers);
  }

  /** The same, and everybody may keep it for so long, in whole seconds. */
  public Answer keptFor(Duration maxAge) {
    String keeping = "public, max-age=" + maxAge.toSeconds();
    return new Answer(status, body, contentType, keeping, tag, headers);
  }

  /**
   * The same, and everybody may keep it, but must ask each time whether it still holds.
   *
   * @param content names this very content, without quotes; who asks again with it gets a 304
   */
  public Answer revalidatedBy(String content) {
    return new Answer(status, body, contentType, "public, no-cache", tag, headers).named(content);
  }

  /**
   * The same under a name, by which those ask again whose time to keep it is over.
   *
   * @param content names this very content, without quotes; who asks again with it gets a 304
   */
  public Answer named(String content) {
    Optional<String> quoted = Optional.of('"' + content + '"');
    return new Answer(status, body, contentType, caching, quoted, headers);
  }

  /** The same with a header, in place of one of that name. */
  public Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, body, contentType, caching, tag, Map.copyOf(more));
  }

  /** What somebody gets who holds this content already. */
  Answer unchanged() {
    return new Answer(304, EMPTY, contentType, caching, tag, headers);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  String contentType() {
    return contentType;
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
