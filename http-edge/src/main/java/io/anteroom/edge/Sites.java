package io.anteroom.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sites whose pages may call an endpoint from a browser and read its answers (the CORS protocol
 * of the Fetch standard). Never with cookies, which mean nothing to these endpoints.
 */
sealed interface Sites {

  Sites EVERY = new Every();
  Sites NONE = new Named(Set.of());

  /** Those with these origins, written as browsers do. */
  static Sites named(Set<String> origins) {
    return new Named(Set.copyOf(origins));
  }

  /** Whether the page that sends this is one of theirs. */
  boolean include(HttpHeaders request);

  /** Tells the browser whether to show an answer to its page; all else is in the answer already. */
  void tell(HttpHeaders request, HttpHeaders answer);

  /** These and others. */
  Sites and(Sites others);

  /** All that there are. */
  record Every() implements Sites {
    @Override
    public boolean include(HttpHeaders request) {
      return true;
    }

    @Override
    public void tell(HttpHeaders request, HttpHeaders answer) {
      answer.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      if (answer.contains(HttpHeaderNames.RETRY_AFTER)) {
        answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
      }
    }

    @Override
    public Sites and(Sites others) {
      return this;
    }
  }

  /** A few, or none: those of control panels. */
  record Named(Set<String> origins) implements Sites {

    /** By the date a panel tells whether its own clock is wrong, which no signature survives. */
    private static final String SHOWN = "Date, Retry-After, X-Fault-Reference";

    @Override
    public boolean include(HttpHeaders request) {
      List<String> sent = request.getAll(HttpHeaderNames.ORIGIN);
      return sent.size() == 1 && origins.contains(sent.getFirst());
    }

    /** Caches must not show to one page what was said to another. */
    @Override
    public void tell(HttpHeaders request, HttpHeaders answer) {
      if (!origins.isEmpty()) {
        answer.add(HttpHeaderNames.VARY, "Origin");
      }
      if (include(request)) {
        answer.set(
            HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, request.get(HttpHeaderNames.ORIGIN));
        answer.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, SHOWN);
      }
    }

    @Override
    public Sites and(Sites others) {
      if (!(others instanceof Named more)) {
        return others;
      }
      if (more.origins.equals(origins)) {
        return this;
      }
      Set<String> all = new HashSet<>(origins);
      all.addAll(more.origins);
      return named(all);
    }
  }
}
