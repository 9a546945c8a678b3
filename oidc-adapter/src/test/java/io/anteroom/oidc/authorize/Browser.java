package io.anteroom.oidc.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Goes where it is sent, step by step, and keeps cookies. */
final class Browser implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new TreeMap<>();
  private int port;

  /** One that asks the server at this port. */
  Browser(int port) {
    this.port = port;
  }

  /** What came back. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    String location() {
      return header("Location").orElseThrow();
    }

    /** What a site finds in the query of the address to which somebody is sent back. */
    Map<String, String> told() {
      return Arrays.stream(URI.create(location()).getRawQuery().split("&", -1))
          .map(pair -> pair.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    /** An attribute of the page's body. */
    String data(String name) {
      return attribute("<body [^>]*data-" + name + "=\"([^\"]*)\"");
    }

    /** Where the link leads by which somebody gets another place. */
    String anew() {
      return attribute("<a id=\"anew\" [^>]*href=\"([^\"]*)\"");
    }

    private String attribute(String pattern) {
      Matcher attribute = Pattern.compile(pattern).matcher(page());
      if (!attribute.find()) {
        throw new AssertionError("no " + pattern + " on " + page());
      }
      return attribute.group(1).replace("&amp;", "&");
    }

    String page() {
      return response.body();
    }
  }

  Reply get(String target, String... headers) throws Exception {
    return send(HttpRequest.newBuilder(at(target)).GET(), headers);
  }

  Reply head(String target) throws Exception {
    return send(HttpRequest.newBuilder(at(target)).HEAD());
  }

  /** As a browser sends the form of another site: without cookies. */
  Reply post(String target, String form) throws Exception {
    return reply(
        HttpRequest.newBuilder(at(target))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form, UTF_8))
            .build());
  }

  private URI at(String target) {
    return URI.create("http://localhost:" + port + target);
  }

  private Reply send(HttpRequest.Builder request, String... headers) throws Exception {
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return reply(request.build());
  }

  private Reply reply(HttpRequest request) throws IOException, InterruptedException {
    Reply reply = new Reply(http.send(request, BodyHandlers.ofString(UTF_8)));
    reply.header("Set-Cookie").ifPresent(this::keep);
    return reply;
  }

  private void keep(String setCookie) {
    String[] cookie = setCookie.split(";", 2)[0].split("=", 2);
    cookies.put(cookie[0], cookie[1]);
  }

  /** The cookies that it keeps, to be looked at and changed. */
  Map<String, String> cookies() {
    return cookies;
  }

  /** From now on it asks another server, as if a load balancer had chosen that. */
  void goTo(int otherPort) {
    port = otherPort;
  }

  @Override
  public void close() {
    http.close();
  }
}
