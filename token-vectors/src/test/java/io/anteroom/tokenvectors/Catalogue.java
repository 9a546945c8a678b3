package io.anteroom.tokenvectors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Collects vectors as lines of the file. */
final class Catalogue {

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  Catalogue good(String name, String token) {
    return add(name, Map.of("token", token), null, false);
  }

  Catalogue refused(String flaw, String name, String token) {
    return add(name, Map.of("token", token), flaw, false);
  }

  /** One that the standards would let a verifier take. */
  Catalogue refusedByOurs(String flaw, String name, String token) {
    return add(name, Map.of("token", token), flaw, true);
  }

  /** A long one, told by its parts. */
  Catalogue longOne(
      boolean strict, String name, String head, String repeated, int times, String tail) {
    Map<String, Object> build = new LinkedHashMap<>();
    build.put("head", head);
    build.put("repeated", repeated);
    build.put("times", times);
    build.put("tail", tail);
    return add(name, Map.of("build", build), "malformed", strict);
  }

  private Catalogue add(String name, Map<String, ?> token, String flaw, boolean strict) {
    Map<String, Object> vector = new LinkedHashMap<>();
    vector.put("name", name);
    vector.put("flaw", flaw);
    if (strict) {
      vector.put("strict", true);
    }
    vector.putAll(token);
    lines.add(JsonMapper.shared().writeValueAsString(vector));
    return this;
  }
}
