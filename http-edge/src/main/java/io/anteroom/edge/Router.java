package io.anteroom.edge;

import io.anteroom.edge.Face.Route;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Brings each request of an origin to its endpoint. Paths are compared as they were sent, letter by
 * letter: what is escaped, doubled or trailing is another path, and so unknown.
 */
final class Router implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

  /** Browsers keep the answer to a preflight for at most two hours anyway. */
  private static final String PREFLIGHT_SECONDS = "7200";

  private final Origin origin;
  private final Duration bodyTimeout;
  private final Map<String, Map<HttpMethod, Route>> paths = new HashMap<>();

  Router(Origin origin, Collection<Face> faces, Duration bodyTimeout) {
    this.origin = origin;
    this.bodyTimeout = bodyTimeout;
    for (Face face : faces) {
      if (face.origin() != origin) {
        throw new IllegalArgumentException("a " + face.origin() + " face at a " + origin + " port");
      }
      face.routes().forEach(this::add);
    }
  }

  private void add(Route route) {
    Map<HttpMethod, Route> methods = paths.computeIfAbsent(route.path(), _ -> new HashMap<>());
    if (methods.putIfAbsent(route.method(), route) != null) {
      throw new IllegalArgumentException(
          "two endpoints for " + route.method() + " " + route.path());
    }
  }

  @Override
  public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    Exchange exchange = new Exchange(origin, request, response);
    return answer(exchange)
        .onErrorResume(fault -> Mono.just(Faults.answer(fault, exchange.path())))
        .flatMap(exchange::send);
  }

  private Mono<Answer> answer(Exchange exchange) {
    try {
      Map<HttpMethod, Route> methods = methods(exchange.path());
      if (origin == Origin.PUBLIC && exchange.method().equals(HttpMethod.OPTIONS)) {
        return Mono.just(preflight(methods));
      }
      return exchange.handOver(route(methods, exchange.method()), bodyTimeout);
    } catch (RuntimeException fault) {
      return Mono.error(fault);
    }
  }

  private Map<HttpMethod, Route> methods(String path) {
    return Optional.ofNullable(paths.get(path))
        .orElseThrow(() -> new Refusal.NotFound("no such path"));
  }

  private Route route(Map<HttpMethod, Route> methods, HttpMethod method) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return Optional.ofNullable(methods.get(asked))
        .orElseThrow(() -> new Refusal.WrongMethod(allowed(methods)));
  }

  private Answer preflight(Map<HttpMethod, Route> methods) {
    return Answer.bare(
        204,
        Map.of(
            "Allow",
            allowed(methods),
            "Access-Control-Allow-Methods",
            allowed(methods),
            "Access-Control-Allow-Headers",
            "*",
            "Access-Control-Max-Age",
            PREFLIGHT_SECONDS));
  }

  private String allowed(Map<HttpMethod, Route> methods) {
    TreeSet<String> names = new TreeSet<>();
    methods.keySet().forEach(method -> names.add(method.name()));
    if (methods.containsKey(HttpMethod.GET)) {
      names.add(HttpMethod.HEAD.name());
    }
    if (origin == Origin.PUBLIC) {
      names.add(HttpMethod.OPTIONS.name());
    }
    return String.join(", ", names);
  }
}
