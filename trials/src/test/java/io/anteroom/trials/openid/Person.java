package io.anteroom.trials.openid;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody with a browser that keeps cookies, goes where it is sent, and runs no scripts. */
final class Person implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final CookieManager cookies = new Cookies();
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private URI where;
  private String page = "";

  Person(URI start) {
    where = start;
  }

  /** Goes to a page, and on from there as far as it is sent. */
  void opens(URI address) {
    opens(address, Map.of());
  }

  /** The same, with a browser that adds headers. */
  void opens(URI address, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(LIMIT)
            .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
            .header("User-Agent", "Mozilla/5.0");
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer = browser.send(request.build(), BodyHandlers.ofString());
      where = answer.uri();
      page = answer.body();
    } catch (IOException e) {
      throw new AssertionError(address + " can't be opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Loads the page anew, as the waiting page does by itself. */
  void reloads() {
    opens(where);
  }

  /** Of the page that the person sees. */
  URI where() {
    return where;
  }

  /** What the person sees. */
  String page() {
    return page;
  }

  /** Has the browser forget what a site had it remember. */
  void forgets(URI site) {
    CookieStore store = cookies.getCookieStore();
    for (HttpCookie cookie : List.copyOf(store.get(site))) {
      store.remove(site, cookie);
    }
  }

  /** Sends cookies back as browsers do; Java knows another way, of RFC 2965. */
  private static final class Cookies extends CookieManager {

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      getCookieStore().getCookies().forEach(cookie -> cookie.setVersion(0));
    }
  }

  @Override
  public void close() {
    browser.close();
  }
}
