package io.anteroom.edge;

import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one service shows at one origin: endpoints at exact paths. Built once, then read by any
 * number of threads.
 */
public final class Face {

  private final Origin origin;
  private final List<Route> routes;

  private Face(Origin origin, List<Route> routes) {
    this.origin = origin;
    this.routes = routes;
  }

  /** Begins a face for everybody. */
  public static Builder open() {
    return new Builder(Origin.PUBLIC, Optional.empty());
  }

  /** Begins a face for the site's own programs. */
  public static Builder guarded(PrivateAccess access) {
    return new Builder(Origin.PRIVATE, Optional.of(access));
  }

  /** Where it is reached. */
  public Origin origin() {
    return origin;
  }

  List<Route> routes() {
    return routes;
  }

  /** An endpoint and where it stands. */
  record Route(String path, HttpMethod method, Endpoint endpoint, Optional<PrivateAccess> guard) {

    /** Nothing that two parties could read in two ways: no escapes, no dot segments. */
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    Route {
      if (!PLAIN.matcher(path).matches()) {
        throw new IllegalArgumentException("not a plain path: " + path);
      }
    }
  }

  /** Collects the endpoints of a face. */
  public static final class Builder {
    private final Origin origin;
    private final Optional<PrivateAccess> guard;
    private final List<Route> routes = new ArrayList<>();

    private Builder(Origin origin, Optional<PrivateAccess> guard) {
      this.origin = origin;
      this.guard = guard;
    }

    /** Adds what GET does, and HEAD with it. */
    public Builder get(String path, Endpoint endpoint) {
      routes.add(new Route(path, HttpMethod.GET, endpoint, guard));
      return this;
    }

    /** Adds what POST does; its body must be JSON. */
    public Builder post(String path, Endpoint endpoint) {
      routes.add(new Route(path, HttpMethod.POST, endpoint, guard));
      return this;
    }

    /** The face. */
    public Face build() {
      return new Face(origin, List.copyOf(routes));
    }
  }
}
