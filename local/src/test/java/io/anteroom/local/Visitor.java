package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person's browser without JavaScript: it keeps cookies, and goes where it is sent. */
final class Visitor {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_HOPS = 5;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /** By their names. Java's own manager sends them as no browser does any more, by RFC 2965. */
  private final Map<String, String> cookies = new TreeMap<>();

  /**
   * Where the person is.
   *
   * @param at the address, also if nobody answers there
   * @param status 0 if it lies outside of the place that was asked
   */
  record Stop(URI at, int status, String page) {

    /** The place in the line that the page is about; empty when there is none any more. */
    String place() {
      return part("data-request=\"([^\"]*)\"");
    }

    /** Where a new place can be had. */
    URI anew() {
      return at.resolve(part("id=\"anew\"[^>]* href=\"([^\"]*)\""));
    }

    private String part(String pattern) {
      Matcher part = Pattern.compile(pattern).matcher(page);
      assertThat(part.find()).as("%s in %s", pattern, page).isTrue();
      return part.group(1).replace("&amp;", "&");
    }
  }

  /** Follows redirects, but not to other origins. */
  Stop goTo(URI uri) {
    URI at = uri;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      HttpResponse<String> answer = get(at);
      if (answer.statusCode() != 302) {
        return new Stop(at, answer.statusCode(), answer.body());
      }
      at = at.resolve(answer.headers().firstValue("Location").orElseThrow());
      if (!at.getRawAuthority().equals(uri.getRawAuthority())) {
        return new Stop(at, 0, "");
      }
    }
    throw new AssertionError("sent in circles, at last to " + at.getPath());
  }

  private HttpResponse<String> get(URI uri) {
    HttpRequest.Builder call = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (!cookies.isEmpty()) {
      call.header("Cookie", String.join("; ", cookies.values()));
    }
    try {
      HttpResponse<String> answer = http.send(call.build(), BodyHandlers.ofString());
      for (String set : answer.headers().allValues("Set-Cookie")) {
        String cookie = set.substring(0, set.indexOf(';'));
        cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie);
      }
      return answer;
    } catch (IOException e) {
      throw new AssertionError(uri.getPath() + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
