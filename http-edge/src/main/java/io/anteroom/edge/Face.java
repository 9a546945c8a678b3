package io.anteroom.edge;

import io.anteroom.contracts.http.ApiDocument;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/**
 * What one service shows at one origin: endpoints at exact paths, or at paths that end in a word of
 * the caller's. Built once, then read by any number of threads.
 */
public final class Face {

  private final Origin origin;
  private final List<Route> routes;

  private Face(Origin origin, List<Route> routes) {
    this.origin = origin;
    this.routes = routes;
  }

  /** Begins a face for visitors. */
  public static Builder open(PublicAccess access) {
    return new Builder(Origin.PUBLIC, access, Sites.EVERY);
  }

  /** Begins a face for the site's own programs. */
  public static Builder guarded(PrivateAccess access) {
    return new Builder(Origin.PRIVATE, access, Sites.named(access.panels()));
  }

  /** Begins a face for OpenID clients and the browsers that they send. */
  public static Builder openId() {
    return new Builder(Origin.OIDC, PublicAccess.everybody(), Sites.NONE);
  }

  /** Begins a face for those who watch over the process. */
  public static Builder internal() {
    return new Builder(Origin.MANAGEMENT, PublicAccess.everybody(), Sites.NONE);
  }

  /** Where it is reached. */
  public Origin origin() {
    return origin;
  }

  List<Route> routes() {
    return routes;
  }

  /** What can be called, as {@code GET /events/{event_id}}; HEAD and OPTIONS go without saying. */
  public List<String> operations() {
    return routes.stream().map(route -> route.method() + " " + route.path().text()).toList();
  }

  /** An endpoint and where it stands. */
  record Route(
      PathPattern path,
      HttpMethod method,
      Body body,
      Endpoint endpoint,
      Access access,
      Sites sites) {}

  /**
   * Collects the endpoints of a face. A path is plain letters, digits and {@code . _ -}, and may
   * end in one variable, such as {@code /events/{event_id}}: {@link Call#path} gives its value.
   */
  public static final class Builder {
    private final Origin origin;
    private final Access access;
    private final List<Route> routes = new ArrayList<>();
    private Sites sites;

    private Builder(Origin origin, Access access, Sites sites) {
      this.origin = origin;
      this.access = access;
      this.sites = sites;
    }

    /** What is added from now on may be called, and read, by the pages of any site. */
    public Builder forAnySite() {
      this.sites = Sites.EVERY;
      return this;
    }

    /** Adds what GET does, and HEAD with it. */
    public Builder get(String path, Endpoint endpoint) {
      return add(path, HttpMethod.GET, endpoint);
    }

    /** Adds what POST does; its body must be JSON. */
    public Builder post(String path, Endpoint endpoint) {
      return add(path, HttpMethod.POST, endpoint);
    }

    /** Adds what POST does with a body that is longer, or of another type, than most are. */
    public Builder post(String path, Body body, Endpoint endpoint) {
      return add(path, HttpMethod.POST, body, endpoint);
    }

    /** Adds what PUT does; its body must be JSON. */
    public Builder put(String path, Endpoint endpoint) {
      return add(path, HttpMethod.PUT, endpoint);
    }

    /** Adds what DELETE does. */
    public Builder delete(String path, Endpoint endpoint) {
      return add(path, HttpMethod.DELETE, endpoint);
    }

    /** Adds the OpenAPI document of the whole origin; one of its faces shows it. */
    public Builder document() {
      return get(ApiDocument.PATH, OriginDocument.of(origin));
    }

    private Builder add(String path, HttpMethod method, Endpoint endpoint) {
      return add(path, method, Body.usual(), endpoint);
    }

    private Builder add(String path, HttpMethod method, Body body, Endpoint endpoint) {
      routes.add(new Route(PathPattern.parse(path), method, body, endpoint, access, sites));
      return this;
    }

    /** The face. */
    public Face build() {
      return new Face(origin, List.copyOf(routes));
    }
  }
}
