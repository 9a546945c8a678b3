package io.anteroom.tokenvectors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A token before it is signed. It begins as a good one, and can be made as wrong as one likes: the
 * value of a member is any text, which need not even be JSON.
 */
record Draft(Map<String, String> header, Map<String, String> claims, Signing signing) {

  static Draft good() {
    return by(SigningKey.CURRENT);
  }

  /** A good one of that key. */
  static Draft by(SigningKey key) {
    Map<String, String> header = new LinkedHashMap<>();
    header.put("alg", "\"RS256\"");
    header.put("typ", "\"JWT\"");
    header.put("kid", quoted(key.id()));
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("aud", "\"Sample\"");
    claims.put("sub", "\"0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0\"");
    claims.put("queue_position", "17");
    claims.put("token_use", "\"access\"");
    claims.put("iat", "1577836800");
    claims.put("nbf", "1577836800");
    claims.put("exp", "4102444800");
    claims.put("iss", "\"https://waiting.example\"");
    claims.put("jti", "\"Sample.1.3-17\"");
    return new Draft(header, claims, Signing.rs256(key));
  }

  Draft header(String member, String json) {
    return new Draft(with(header, member, json), claims, signing);
  }

  Draft withoutHeader(String member) {
    return new Draft(without(header, member), claims, signing);
  }

  Draft claim(String name, String json) {
    return new Draft(header, with(claims, name, json), signing);
  }

  Draft withoutClaim(String name) {
    return new Draft(header, without(claims, name), signing);
  }

  Draft signed(Signing other) {
    return new Draft(header, claims, other);
  }

  String headerText() {
    return json(header);
  }

  String claimsText() {
    return json(claims);
  }

  String token() {
    return token(headerText(), claimsText());
  }

  /** The same, but for what stands in its header. */
  String tokenWithHeader(String text) {
    return token(text, claimsText());
  }

  /** The same, but for what stands in its payload. */
  String tokenWithPayload(String text) {
    return token(headerText(), text);
  }

  private String token(String header, String payload) {
    return token(base64(header.getBytes(UTF_8)), base64(payload.getBytes(UTF_8)), signing);
  }

  /** Signs two parts, whatever they hold. */
  static String token(String header, String payload, Signing signing) {
    String input = header + "." + payload;
    try {
      return input + "." + base64(signing.sign(input.getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String quoted(String text) {
    return '"' + text + '"';
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Map<String, String> with(Map<String, String> members, String name, String json) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, json);
    return more;
  }

  private static Map<String, String> without(Map<String, String> members, String name) {
    Map<String, String> fewer = new LinkedHashMap<>(members);
    fewer.remove(name);
    return fewer;
  }

  private static String json(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
