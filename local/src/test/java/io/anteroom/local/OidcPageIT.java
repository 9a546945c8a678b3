package io.anteroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForURLOptions;
import com.sun.net.httpserver.HttpServer;
import io.anteroom.local.LoginSite.Login;
import io.anteroom.testkit.UpProcess;
import io.anteroom.testkit.browser.ChromiumExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole stack as people see it who log in at a site: the waiting page in a real browser. */
@ExtendWith(ChromiumExtension.class)
class OidcPageIT {

  /** So begins what a browser says of an answer like 503, with which a page must live. */
  private static final String OF_AN_ANSWER = "Failed to load resource";

  private static final double PATIENCE_MILLIS = 60_000;

  @TempDir static Path home;

  private static HttpServer callbacks;
  private static UpProcess up;
  private static Observer stack;
  private static Operator operator;
  private static LoginSite shop;
  private static LoginSite reset;
  private static LoginSite plain;

  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private BrowserContext phone;

  @BeforeAll
  static void start() throws IOException {
    callbacks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    callbacks.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(200, -1);
          call.close();
        });
    callbacks.start();
    int port = UpProcess.freePort();
    shop = site("Shop", port);
    reset = site("Reset", port);
    plain = site("Plain", port);
    up =
        UpProcess.readyIn(
            home,
            Map.of(
                "ANTEROOM_OIDC_PORT", String.valueOf(port),
                "ANTEROOM_OIDC_CLIENTS", LoginSite.clients(shop, reset, plain)));
    stack = Observer.of(home);
    operator = new Operator(stack);
    operator.make("Shop", "{}");
    operator.make("Reset", "{}");
    operator.make("Plain", "{}");
  }

  private static LoginSite site(String room, int port) {
    return new LoginSite(
        URI.create("http://localhost:" + port),
        room,
        URI.create("http://localhost:%d/%s".formatted(callbacks.getAddress().getPort(), room)));
  }

  @AfterAll
  static void stop() throws IOException {
    up.close();
    callbacks.stop(0);
  }

  @BeforeEach
  void takeAPhone(Browser browser) {
    phone =
        browser.newContext(
            new NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true));
    phone.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith(OF_AN_ANSWER)) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void putItAway() {
    phone.close();
  }

  @Test
  void keepsThePlaceOverReloadAndSecondTabAndSendsPeopleBackByItself() {
    Login login = shop.begin();
    Page page = phone.newPage();
    page.navigate(login.start().toString());
    page.waitForSelector("[data-state=waiting]");
    String place = place(page);
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as("everything fits into the width")
        .isEqualTo(true);

    page.reload();
    assertThat(place(page)).isEqualTo(place);
    Login another = shop.begin();
    Page tab = phone.newPage();
    tab.navigate(another.start().toString());
    assertThat(place(tab)).isEqualTo(place);
    assertThat(stack.get("/waiting_num?event_id=Shop").body()).contains("\"waiting_num\":1");

    operator.letIn("Shop", 1);

    assertThat(loggedIn(login, page)).isEqualTo(place);
    tab.bringToFront();
    assertThat(loggedIn(another, tab)).isEqualTo(place);
    assertThat(complaints).isEmpty();
  }

  @Test
  void takesSomebodyWithoutAMouseBackIntoTheLine() {
    Login login = reset.begin();
    Page page = phone.newPage();
    page.navigate(login.start().toString());
    page.waitForSelector("[data-state=waiting]");
    String former = place(page);
    operator.reset("Reset");
    page.waitForSelector("[data-state=gone]");

    pressTabTo(page, "#anew");
    page.keyboard().press("Enter");

    page.waitForSelector("[data-state=waiting]");
    String place = place(page);
    assertThat(place).isNotEqualTo(former);
    operator.letIn("Reset", 1);
    assertThat(loggedIn(login, page)).isEqualTo(place);
  }

  @Test
  void tellsSomebodyWithoutScriptsInTheirOwnLanguageWhereTheyStand(Browser browser) {
    NewContextOptions german = new NewContextOptions().setJavaScriptEnabled(false).setLocale("de");
    Page page = browser.newContext(german).newPage();
    page.navigate(plain.begin().start().toString());

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          page.reload();
          assertThat(page.textContent("h1")).isEqualTo("Sie sind als Nächstes dran");
        });
    assertThat(page.textContent("#number dd")).isEqualTo("1");
    assertThat(page.textContent("#serving dd")).isEqualTo("0");
  }

  private static String place(Page page) {
    return page.getAttribute("body", "data-request");
  }

  /** Whose tokens the site gets once the page has sent its reader back there. */
  private static Object loggedIn(Login login, Page page) {
    page.waitForURL(
        url -> login.isOver(URI.create(url)), new WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
    return login.exchange(login.code(URI.create(page.url()))).person().get("sub");
  }

  private static void pressTabTo(Page page, String element) {
    for (int presses = 0; presses < 10; presses++) {
      page.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          page.evaluate("element => document.activeElement.matches(element)", element))) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + element);
  }
}
