package io.anteroom.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anteroom.testkit.ScriptlessBrowser;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shop over HTTP, with tokens that are signed for real and a back end that checks signatures.
 */
class ShopIT {

  private static final String TURN = "anteroom_token";

  private final RoomStub room = new RoomStub();
  private final ScriptlessBrowser browser = new ScriptlessBrowser();
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = Shop.before(room, folder);
  }

  @AfterEach
  void close() {
    browser.close();
    shop.close();
    room.close();
  }

  @Test
  void showsItsFrontPageToEverybody() {
    Reply front = page("/");

    assertThat(front.status()).isEqualTo(200);
    assertThat(front.page()).contains("href=\"/search\"", "60 seats left");
  }

  @Test
  void sendsWhoeverHasNoTurnToTheWaitingRoomWithThePlaceToComeBackTo() {
    Reply search = page("/checkout?seat=C3&seat=C4");

    assertThat(search.status()).isEqualTo(302);
    assertThat(search.location())
        .isEqualTo("/waiting_room?return_to=%2Fcheckout%3Fseat%3DC3%26seat%3DC4");
  }

  @Test
  void turnsATokenIntoACookieThatEndsWithIt() {
    Reply entered =
        browser.submit(shop.at("/enter"), "Authorization", "Bearer " + room.freshToken());

    assertThat(entered.status()).isEqualTo(204);
    String cookie = entered.header("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .contains("; Path=/", "; HttpOnly", "; SameSite=Lax")
        .doesNotContain("Secure");
    assertThat(Integer.parseInt(cookie.replaceAll(".*Max-Age=(\\d+).*", "$1")))
        .isBetween(3_590, 3_600);
    assertThat(page("/search").page()).contains("Choose your seats", "about 59 minutes");
  }

  @Test
  void givesNoCookieToWhoeverShowsNoGoodToken() {
    assertThat(browser.submit(shop.at("/enter")).status()).isEqualTo(401);
    assertThat(
            browser
                .submit(shop.at("/enter"), "Authorization", "Bearer " + RoomStub.staleToken(room))
                .status())
        .isEqualTo(401);
    takeTurn();

    Reply byCookie = browser.submit(shop.at("/enter"));

    assertThat(byCookie.status()).isEqualTo(400);
    assertThat(byCookie.header("Set-Cookie")).isEmpty();
  }

  @Test
  void givesItsCookiesToTlsAloneWhereItIsReachedByTls(@TempDir Path other) {
    try (Shop secure = Shop.before(room, other, Map.of("site.origin", "https://shop.example"))) {
      Reply entered =
          browser.submit(secure.at("/enter"), "Authorization", "Bearer " + room.freshToken());

      assertThat(entered.header("Set-Cookie").orElseThrow()).contains("; Secure");
    }
  }

  @Test
  void sellsSeatsAndTellsTheRoomThatTheVisitorIsDone() {
    String visitor = takeTurn();

    Reply bought = buy("/checkout?seat=C3&seat=C4");

    assertThat(bought.status()).isEqualTo(303);
    Reply thanks = page(bought.location());
    assertThat(thanks.page()).contains("You have 2 tickets for €48", "Row C", "Seat 3", "Seat 4");
    assertThat(page("/").page()).contains("58 seats left");
    await().until(() -> room.done().equals(List.of(visitor + " 1")));
    assertThat(browser.cookies()).as("the turn has been used").doesNotContainKey(TURN);
    assertThat(page("/search").location()).startsWith("/waiting_room?");
  }

  @Test
  void buysOnceHoweverOftenTheFormIsSent() {
    String turn = room.freshToken();
    browser.cookies().put(TURN, turn);
    Reply first = buy("/checkout?seat=D1");

    browser.cookies().put(TURN, turn);
    Reply second = buy("/checkout?seat=D1");
    browser.cookies().put(TURN, turn);
    Reply other = buy("/checkout?seat=D2");

    assertThat(second.location()).isEqualTo(first.location());
    assertThat(other.location()).isEqualTo(first.location());
    assertThat(page("/").page()).contains("59 seats left");
    await().until(() -> room.done().size() == 1);
    browser.cookies().put(TURN, turn);
    assertThat(page("/search").location()).isEqualTo(first.location());
    assertThat(page("/checkout?seat=D5").location()).isEqualTo(first.location());
  }

  @Test
  void sellsNoSeatTwice() {
    takeTurn();
    buy("/checkout?seat=E1");
    takeTurn();

    Reply late = buy("/checkout?seat=E1&seat=E2");

    assertThat(late.status()).isEqualTo(200);
    assertThat(late.page())
        .contains(
            "Somebody was faster: E1 is sold.", "value=\"E2\" checked", "value=\"E1\" disabled");
    assertThat(page("/").page()).contains("59 seats left");
  }

  @Test
  void asksForAChoiceThatCanBeBought() {
    takeTurn();

    assertThat(page("/checkout").page()).contains("Please choose at least one seat.");
    assertThat(page("/checkout?seat=Z9&seat=%3Cscript%3E").page())
        .contains("Please choose at least one seat.")
        .doesNotContain("<script>", "Z9");
    assertThat(page("/checkout?seat=F1&seat=F2&seat=F3&seat=F4&seat=F5&seat=F6&seat=F7").page())
        .contains("Please choose no more than 6 seats.", "value=\"F7\" checked");
    assertThat(page("/checkout?seat=A1").page()).contains("Somebody was faster: A1 is sold.");
    assertThat(buy("/checkout").page()).contains("Please choose at least one seat.");
  }

  @Test
  void aPurchaseStandsWhileThePrivateOriginIsAwayAndIsToldLater() {
    String visitor = takeTurn();
    room.refuse(2);

    Reply bought = buy("/checkout?seat=H1");

    assertThat(page(bought.location()).page()).contains("Thank you");
    await().until(() -> room.done().equals(List.of(visitor + " 1")));
  }

  @Test
  void tellsWhoIsTooLateForTheirTurnAndKeepsTheirChoice() {
    browser.cookies().put(TURN, RoomStub.staleToken(room));

    Reply late = buy("/checkout?seat=C3&seat=C4");

    assertThat(late.status()).isEqualTo(401);
    assertThat(late.page())
        .contains(
            "Your turn is over", "/waiting_room?return_to=%2Fcheckout%3Fseat%3DC3%26seat%3DC4");
    assertThat(page("/").page()).contains("60 seats left");
  }

  @Test
  void asksForPatienceWhileNobodyCanTellWhoseTurnItIs() {
    room.goAway();
    browser.cookies().put(TURN, room.freshToken());

    Reply answer = page("/checkout?seat=C3");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("5");
    assertThat(answer.page()).contains("One moment, please", "href=\"/checkout?seat=C3\"");
  }

  @Test
  void tellsABrowserThatKeepsNoCookiesWhyItGetsNoFurther() {
    Reply answer =
        browser.get(
            shop.at("/search"),
            "Accept",
            "text/html",
            "Referer",
            shop.at("/waiting_room?return_to=%2Fsearch").toString());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.page()).contains("Please allow cookies for this shop");
  }

  @Test
  void takesNoFormFromAnotherSite() {
    takeTurn();

    Reply answer =
        browser.submit(
            shop.at("/checkout?seat=C3"), "Accept", "text/html", "Sec-Fetch-Site", "same-site");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(page("/").page()).contains("60 seats left");
  }

  @Test
  void theWaitingRoomTakesAwayOnlyATurnThatIsNoGood() {
    takeTurn();
    assertThat(page("/waiting_room").header("Set-Cookie")).isEmpty();

    browser.cookies().put(TURN, RoomStub.staleToken(room));

    assertThat(page("/waiting_room").header("Set-Cookie").orElseThrow())
        .startsWith(TURN + "=;")
        .contains("Expires=Thu, 01 Jan 1970");
  }

  @Test
  void theWaitingRoomMayCallThePublicOriginAndNobodyElse() {
    Reply waiting = page("/waiting_room?return_to=%2Fcheckout%3Fseat%3DC3");

    assertThat(waiting.header("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self' " + room.publicOrigin() + ";");
    assertThat(waiting.page())
        .contains("/line?return_to=%2Fcheckout%3Fseat%3DC3")
        .contains("data-api=\"" + room.publicOrigin() + "\"");
  }

  @Test
  void everyPageForbidsWhatItDoesNotNeed() {
    for (String path : List.of("/", "/thanks", "/nothing/here", "/shop/shop.css")) {
      Reply reply = page(path);

      assertThat(reply.header("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "script-src");
      assertThat(reply.header("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void saysInWordsWhatIsNotThere() {
    assertThat(page("/nothing/here").status()).isEqualTo(404);
    assertThat(page("/nothing/here").page()).contains("There is no such page");
    assertThat(page("/shop/nothing.css").page()).contains("There is no such page");
    assertThat(page("/thanks?order=AAAA").page()).contains("We don&#39;t know this order");
    assertThat(browser.submit(shop.at("/")).page()).contains("This does not work here");
  }

  @Test
  void servesFilesThatBrowsersNeedNotLoadTwice() {
    Reply css = page("/shop/shop.css");
    String tag = css.header("ETag").orElseThrow();

    assertThat(browser.get(shop.at("/shop/shop.css"), "If-None-Match", tag).status())
        .isEqualTo(304);
    assertThat(page("/waiting_page/theme.css").header("Content-Type").orElseThrow())
        .startsWith("text/css");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/shop", "/waiting_page", "/control_panel"})
  void sendsNobodyToAnotherSiteForAFolder(String folder) throws IOException {
    try (Socket line = new Socket("localhost", shop.port())) {
      line.getOutputStream()
          .write(
              "GET //stranger.example/..;%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .formatted(folder)
                  .getBytes(UTF_8));

      String answer = new String(line.getInputStream().readAllBytes(), UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 302")
          .contains("\r\nLocation: " + folder + "/\r\n")
          .doesNotContain("stranger");
    }
  }

  @Test
  void showsTheControlPanelWhereItIsToldTo(@TempDir Path other) {
    assertThat(page("/control_panel").location()).endsWith("/control_panel/");
    Reply panel = page("/control_panel/");
    assertThat(panel.status()).isEqualTo(200);
    assertThat(panel.header("Content-Security-Policy").orElseThrow())
        .contains("connect-src " + room.privateOrigin());
    assertThat(page("/control_panel/panel.css").status()).isEqualTo(200);

    try (Shop without = Shop.before(room, other, Map.of("site.control-panel", "false"))) {
      assertThat(browser.get(without.at("/control_panel/")).status()).isEqualTo(404);
    }
  }

  @Test
  void namesThePortThatItCanNotHave(@TempDir Path other) {
    Map<String, String> taken = Map.of("site.port", String.valueOf(shop.port()));

    assertThatThrownBy(() -> Shop.before(room, other, taken))
        .rootCause()
        .hasMessageContaining("port " + shop.port() + " of the shop can't be used");
  }

  /** Somebody comes in; their request id. */
  private String takeTurn() {
    browser.cookies().put(TURN, room.freshToken());
    return room.places().getLast();
  }

  private Reply page(String target) {
    return browser.get(shop.at("/").resolve(URI.create(target)), "Accept", "text/html");
  }

  private Reply buy(String target) {
    return browser.submit(shop.at(target), "Accept", "text/html", "Sec-Fetch-Site", "same-origin");
  }
}
