package io.anteroom.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser without JavaScript, at one site: it keeps cookies, and goes where told. */
public final class ScriptlessBrowser implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Set<Integer> REDIRECTS = Set.of(302, 303);
  private static final int MOST_HOPS = 5;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /** By their names. Java's own manager sends them as no browser does any more, by RFC 2965. */
  private final Map<String, String> cookies = new TreeMap<>();

  /**
   * What came back.
   *
   * @param at the address that the browser shows
   */
  public record Reply(URI at, HttpResponse<String> response) {

    /** By HTTP: 200 for a page, 302 where the browser is sent on. */
    public int status() {
      return response.statusCode();
    }

    /** The first header of that name. */
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    /** Where the browser is sent on to. */
    public String location() {
      return header("Location").orElseThrow();
    }

    /** What a site finds in the query of the address to which somebody is sent back. */
    public Map<String, String> told() {
      return Arrays.stream(URI.create(location()).getRawQuery().split("&", -1))
          .map(pair -> pair.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    /** What the person sees. */
    public String page() {
      return response.body();
    }

    /** An attribute of the page's body. */
    public String data(String name) {
      return attribute("<body [^>]*data-" + name + "=\"([^\"]*)\"");
    }

    /** The place in the line that a waiting page is about; empty when there is none any more. */
    public String place() {
      return data("request");
    }

    /** Where the link of a waiting page leads by which somebody gets another place. */
    public String anew() {
      return attribute("<a id=\"anew\" [^>]*href=\"([^\"]*)\"");
    }

    private String attribute(String pattern) {
      Matcher attribute = Pattern.compile(pattern).matcher(page());
      if (!attribute.find()) {
        throw new AssertionError("no " + pattern + " on " + page());
      }
      return attribute.group(1).replace("&amp;", "&");
    }
  }

  /** Follows redirects, but not to other origins: nobody has to answer there. */
  public Reply goTo(URI address) {
    URI at = address;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      Reply reply = get(at);
      if (!REDIRECTS.contains(reply.status())) {
        return reply;
      }
      at = at.resolve(reply.location());
      if (!at.getRawAuthority().equals(address.getRawAuthority())) {
        return new Reply(at, reply.response());
      }
    }
    throw new AssertionError("sent in circles, at last to " + at.getPath());
  }

  /**
   * Takes one step, and follows nothing.
   *
   * @param headers more of them, names and values in turn
   */
  public Reply get(URI address, String... headers) {
    return send(withCookies(request(address, headers)));
  }

  /** Sends a form of the site itself, without fields, and follows nothing. */
  public Reply submit(URI address, String... headers) {
    return send(withCookies(request(address, headers).POST(BodyPublishers.noBody())));
  }

  private static HttpRequest.Builder request(URI address, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Asks for the headers alone. */
  public Reply head(URI address) {
    return send(withCookies(HttpRequest.newBuilder(address).HEAD()));
  }

  /** As browsers send the form of another site: without cookies. */
  public Reply post(URI address, String form) {
    return send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form, UTF_8)));
  }

  private HttpRequest.Builder withCookies(HttpRequest.Builder request) {
    return cookies.isEmpty()
        ? request
        : request.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private Reply send(HttpRequest.Builder call) {
    HttpRequest request = call.timeout(LIMIT).build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
      response.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Reply(request.uri(), response);
    } catch (IOException e) {
      throw new AssertionError(request.uri().getPath() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String setCookie) {
    String[] cookie = setCookie.split(";", 2)[0].split("=", 2);
    if (setCookie.contains("Max-Age=0") || setCookie.contains("Expires=Thu, 01 Jan 1970")) {
      cookies.remove(cookie[0]);
    } else {
      cookies.put(cookie[0], cookie[1]);
    }
  }

  /** The cookies that it keeps, to be looked at and changed. */
  public Map<String, String> cookies() {
    return cookies;
  }

  @Override
  public void close() {
    http.close();
  }
}
