package io.anteroom.edge;

import io.anteroom.edge.Face.Route;
import io.netty.handler.codec.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The endpoints of an origin by their paths. Paths are compared as they were sent, letter by
 * letter: what is escaped, doubled or trailing is another path, and so unknown.
 */
final class Paths {

  private final Function<Route, CallMeters> meters;
  private final Map<String, Known> exact = new HashMap<>();

  /** By what stands before the caller's word, with its slash. */
  private final Map<String, Known> families = new HashMap<>();

  /** What there is at a path, or at a family of paths. */
  private record Known(PathPattern pattern, Map<HttpMethod, Mounted> methods) {}

  /** An endpoint, with what measures it. */
  record Mounted(Route route, CallMeters meters) {}

  /**
   * What a request has found.
   *
   * @param methods never empty
   * @param word the caller's own part of the path; empty where there is none
   */
  record Found(Map<HttpMethod, Mounted> methods, Optional<String> word) {

    /** Whose pages may call one of them: they may read the answers of all. */
    Sites sites() {
      Sites sites = Sites.NONE;
      for (Mounted each : methods.values()) {
        sites = sites.and(each.route().sites());
      }
      return sites;
    }
  }

  /**
   * No endpoint yet.
   *
   * @param meters makes what measures an endpoint
   */
  Paths(Function<Route, CallMeters> meters) {
    this.meters = meters;
  }

  /**
   * Adds an endpoint.
   *
   * @throws IllegalArgumentException if a request could find two
   */
  void add(Route route) {
    PathPattern pattern = route.path();
    Map<String, Known> place = pattern.variable().isPresent() ? families : exact;
    Known known = place.computeIfAbsent(pattern.fixed(), _ -> new Known(pattern, new HashMap<>()));
    Mounted mounted = new Mounted(route, meters.apply(route));
    boolean twice = known.methods.putIfAbsent(route.method(), mounted) != null;
    if (twice || !known.pattern.equals(pattern) || hasTwoReadings(pattern)) {
      throw new IllegalArgumentException(
          "two endpoints for " + route.method() + " " + pattern.text());
    }
  }

  private boolean hasTwoReadings(PathPattern pattern) {
    return pattern.variable().isPresent()
        ? exact.keySet().stream().anyMatch(path -> family(path).equals(pattern.fixed()))
        : families.containsKey(family(pattern.fixed()));
  }

  Optional<Found> find(String path) {
    Known known = exact.get(path);
    return known == null ? inFamily(path) : Optional.of(new Found(known.methods, Optional.empty()));
  }

  private Optional<Found> inFamily(String path) {
    String family = family(path);
    String word = path.substring(family.length());
    return Optional.ofNullable(families.get(family))
        .filter(_ -> PathPattern.isWord(word))
        .map(known -> new Found(known.methods, Optional.of(word)));
  }

  private static String family(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
