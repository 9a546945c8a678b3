package io.anteroom.edge;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** One request to an endpoint, its body read and, on a private face, its signature checked. */
public final class Call {

  private final String rawQuery;
  private final HttpHeaders headers;
  private final byte[] body;

  Call(String rawQuery, HttpHeaders headers, byte[] body) {
    this.rawQuery = rawQuery;
    this.headers = headers;
    this.body = body;
  }

  /** The parameters behind the question mark. */
  public Query query() {
    return new Query(rawQuery);
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
}
