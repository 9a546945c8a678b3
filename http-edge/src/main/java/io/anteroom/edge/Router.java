package io.anteroom.edge;

import io.anteroom.edge.Paths.Found;
import io.anteroom.edge.Paths.Mounted;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.HttpMethod;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Brings each request of an origin to its endpoint. */
final class Router implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

  /** Browsers keep the answer to a preflight for at most two hours anyway. */
  private static final String PREFLIGHT_SECONDS = "7200";

  /** The star stands for all others: this one must be named (Fetch, CORS-preflight fetch). */
  private static final String WITH_AUTHORIZATION = "*, Authorization";

  /** What a panel sends: a signature, all that it signs, and its mark for a repeat. */
  private static final String SIGNED =
      "Authorization, Content-Type, Idempotency-Key, X-Amz-Content-Sha256, X-Amz-Date,"
          + " X-Amz-Security-Token";

  private final Origin origin;
  private final Limits limits;
  private final Paths paths;
  private final CallMeters strays;

  Router(Origin origin, Collection<Face> faces, Limits limits, MeterRegistry registry) {
    this.origin = origin;
    this.limits = limits;
    this.paths = new Paths(route -> CallMeters.of(registry, origin, route));
    this.strays = CallMeters.ofStrays(registry, origin);
    for (Face face : faces) {
      if (face.origin() != origin) {
        throw new IllegalArgumentException("a " + face.origin() + " face at a " + origin + " port");
      }
      face.routes().forEach(paths::add);
    }
  }

  @Override
  public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    Exchange exchange = new Exchange(origin, request, response, limits, strays);
    return answer(exchange)
        .onErrorResume(fault -> Mono.just(Faults.answer(fault, exchange.path())))
        .flatMap(exchange::send);
  }

  private Mono<Answer> answer(Exchange exchange) {
    try {
      Found found =
          paths.find(exchange.path()).orElseThrow(() -> new Refusal.NotFound("no such path"));
      boolean fromPages = exchange.isOpenToItsPage(found);
      if (fromPages && exchange.method().equals(HttpMethod.OPTIONS)) {
        return Mono.just(preflight(found.methods().keySet()));
      }
      Mounted mounted = mounted(found, exchange.method(), fromPages);
      return exchange.handOver(mounted, found.word());
    } catch (RuntimeException fault) {
      return Mono.error(fault);
    }
  }

  private static Mounted mounted(Found found, HttpMethod method, boolean fromPages) {
    HttpMethod asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    return Optional.ofNullable(found.methods().get(asked))
        .orElseThrow(() -> new Refusal.WrongMethod(allowed(found.methods().keySet(), fromPages)));
  }

  private Answer preflight(Set<HttpMethod> methods) {
    String allowed = allowed(methods, true);
    return Answer.bare(
        204,
        Map.of(
            "Allow",
            allowed,
            "Access-Control-Allow-Methods",
            allowed,
            "Access-Control-Allow-Headers",
            sendable(),
            "Access-Control-Max-Age",
            PREFLIGHT_SECONDS));
  }

  private String sendable() {
    return switch (origin) {
      case PUBLIC, MANAGEMENT -> "*";
      case OIDC -> WITH_AUTHORIZATION;
      case PRIVATE -> SIGNED;
    };
  }

  private static String allowed(Set<HttpMethod> methods, boolean fromPages) {
    TreeSet<String> names = new TreeSet<>();
    methods.forEach(method -> names.add(method.name()));
    if (methods.contains(HttpMethod.GET)) {
      names.add(HttpMethod.HEAD.name());
    }
    if (fromPages) {
      names.add(HttpMethod.OPTIONS.name());
    }
    return String.join(", ", names);
  }
}
