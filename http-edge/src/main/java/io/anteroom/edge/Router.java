package io.anteroom.edge;

import io.anteroom.edge.Face.Route;
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

  /** A panel that is newer than a service must read its 404, not take it for an outage. */
  private static final Set<HttpMethod> ALL =
      Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

  private final Origin origin;
  private final Limits limits;
  private final Paths paths;
  private final CallMeters strays;

  /** Whose pages may read that there is no such path. */
  private final Sites anywhere;

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
    this.anywhere = anywhere(origin, faces);
  }

  private static Sites anywhere(Origin origin, Collection<Face> faces) {
    return switch (origin) {
      case PUBLIC -> Sites.EVERY;
      case OIDC, MANAGEMENT -> Sites.NONE;
      case PRIVATE ->
          faces.stream()
              .flatMap(face -> face.routes().stream())
              .map(Route::sites)
              .reduce(Sites.NONE, Sites::and);
    };
  }

  @Override
  public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
    Exchange exchange = new Exchange(origin, request, response, limits, anywhere, strays);
    return answer(exchange)
        .onErrorResume(fault -> Mono.just(Faults.answer(fault, exchange.path())))
        .flatMap(exchange::send);
  }

  private Mono<Answer> answer(Exchange exchange) {
    try {
      Optional<Found> known = paths.find(exchange.path());
      boolean fromPages = exchange.isOpenToItsPage(known);
      boolean asksFirst = fromPages && exchange.method().equals(HttpMethod.OPTIONS);
      if (asksFirst && known.isEmpty() && origin == Origin.PRIVATE) {
        return Mono.just(preflight(ALL));
      }
      Found found = known.orElseThrow(() -> new Refusal.NotFound("no such path"));
      if (asksFirst) {
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
