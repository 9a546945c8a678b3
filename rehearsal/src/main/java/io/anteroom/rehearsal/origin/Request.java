package io.anteroom.rehearsal.origin;

import io.anteroom.signedcalls.Signer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call to an origin.
 *
 * @param method GET or POST
 * @param target path and query, as on the request line
 * @param headers beside {@code Host} and {@code Content-Length}, which are added
 * @param body empty for none
 */
public record Request(String method, String target, Map<String, String> headers, String body) {

  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  /** Asks for something. */
  public static Request get(String target) {
    return new Request("GET", target, Map.of(), "");
  }

  /** Hands in a JSON document. */
  public static Request post(String target, String json) {
    return new Request("POST", target, JSON, json);
  }

  /** The same call with one more header. */
  public Request with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return withHeaders(more);
  }

  /** The same call with the headers that say who makes it; good for five minutes. */
  public Request signed(Signer signer, Origin origin) {
    URI uri = URI.create(origin + target);
    return withHeaders(signer.sign(method, uri, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Says what is asked for, not by whom: headers and parameters hold keys and request ids. */
  @Override
  public String toString() {
    int mark = target.indexOf('?');
    return method + " " + (mark < 0 ? target : target.substring(0, mark));
  }

  private Request withHeaders(Map<String, String> others) {
    return new Request(method, target, others, body);
  }
}
