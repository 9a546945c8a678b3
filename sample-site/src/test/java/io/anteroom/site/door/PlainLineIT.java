package io.anteroom.site.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.anteroom.site.RoomStub;
import io.anteroom.site.Shop;
import io.anteroom.testkit.ScriptlessBrowser;
import io.anteroom.testkit.ScriptlessBrowser.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line for browsers that run no scripts, over HTTP. */
class PlainLineIT {

  private static final String PLACE = "anteroom_place";
  private static final String TO_CHECKOUT = "/line?return_to=%2Fcheckout%3Fseat%3DC3";

  private static final String ANEW = "/line?return_to=%2Fsearch&anew";

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
  void takesOnePlaceHoweverOftenThePageIsOpened() {
    Reply waiting = browser.goTo(shop.at(TO_CHECKOUT));
    browser.goTo(shop.at(TO_CHECKOUT));
    browser.goTo(shop.at("/line"));

    assertThat(waiting.status()).isEqualTo(200);
    assertThat(waiting.page()).contains("1,234", "1,042");
    assertThat(room.places()).hasSize(1);
    assertThat(browser.cookies()).containsEntry(PLACE, room.places().getFirst());
  }

  @Test
  void takesNoSecondPlaceForABrowserThatKeepsNoCookies() {
    Reply joined = browser.get(shop.at(TO_CHECKOUT));
    browser.cookies().clear();

    Reply answer = browser.get(shop.at(joined.location()));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.page()).contains("cookies");
    assertThat(room.places()).hasSize(1);
  }

  @Test
  void takesNoPlaceForWhoeverDoesNotMeanTo() {
    browser.head(shop.at("/line"));
    browser.get(shop.at("/line"), "Sec-Purpose", "prefetch;prerender");
    browser.get(shop.at("/line"), "Sec-Fetch-Dest", "iframe");

    assertThat(room.places()).isEmpty();
  }

  @Test
  void takesTheTurnWhenSomebodyWantsToGoOn() {
    browser.goTo(shop.at(TO_CHECKOUT));
    assertThat(browser.submit(shop.at(TO_CHECKOUT)).location()).isEqualTo(TO_CHECKOUT);
    room.serveAll();
    Reply turn = browser.goTo(shop.at(TO_CHECKOUT));
    assertThat(turn.page())
        .contains("It is your turn", "Check out now", "action=\"" + TO_CHECKOUT + "\"");

    Reply taken = browser.submit(shop.at(TO_CHECKOUT));

    assertThat(taken.status()).isEqualTo(303);
    assertThat(taken.location()).isEqualTo("/checkout?seat=C3");
    assertThat(browser.get(shop.at(taken.location()), "Accept", "text/html").page())
        .contains("Buy 1 ticket");
  }

  @Test
  void givesANewPlaceToWhoeverHasNoneAnyMore() {
    browser.goTo(shop.at("/line"));
    room.reset();
    browser.goTo(shop.at("/line"));
    Reply over = browser.goTo(shop.at("/line?return_to=%2Fsearch&missed"));
    assertThat(over.anew()).isEqualTo(ANEW);

    Reply joined = browser.goTo(shop.at(ANEW));

    assertThat(joined.page()).contains("1,042");
    assertThat(room.places()).hasSize(1);
  }

  @Test
  void keepsThePlaceOfWhoeverFollowsALinkToAnother() {
    browser.goTo(shop.at("/line"));
    String place = room.places().getFirst();

    Reply answer = browser.goTo(shop.at(ANEW));

    assertThat(answer.page()).contains("1,042");
    assertThat(room.places()).containsExactly(place);
    assertThat(browser.cookies()).containsEntry(PLACE, place);
  }

  @Test
  void looksTwiceBeforeItTakesAPlaceForGone() {
    browser.goTo(shop.at("/line"));
    room.forgetForAMoment(1);

    Reply missed = browser.goTo(shop.at("/line"));
    assertThat(missed.page())
        .contains("url=/line?return_to=%2Fsearch&amp;missed")
        .doesNotContain("id=\"anew\"");

    assertThat(browser.goTo(shop.at("/line?return_to=%2Fsearch&missed")).page()).contains("1,042");
  }

  @Test
  void givesBackTheTurnThatWasClaimedInTime() {
    browser.goTo(shop.at("/line"));
    room.serveAll();
    browser.submit(shop.at("/line"));
    room.expireAll();

    Reply back = browser.get(shop.at(TO_CHECKOUT));

    assertThat(back.status()).isEqualTo(303);
    assertThat(back.location()).isEqualTo("/checkout?seat=C3");
  }

  @Test
  void givesANewPlaceToWhoeverCameTooLate() {
    browser.goTo(shop.at("/line"));
    room.expireAll();
    assertThat(browser.goTo(shop.at("/line")).page()).contains("ran out");

    assertThat(browser.goTo(shop.at(ANEW)).page()).contains("1,042");
    assertThat(room.places()).hasSize(2);
  }

  @Test
  void givesANewPlaceToWhoeverIsDone() {
    browser.goTo(shop.at("/line"));
    room.serveAll();
    room.endAll();

    Reply over = browser.submit(shop.at("/line"));

    browser.goTo(shop.at(over.anew()));
    assertThat(room.places()).hasSize(2);
  }

  @Test
  void looksAgainByItselfWhileTheRoomIsAway() {
    room.goAway();

    Reply answer = browser.get(shop.at(TO_CHECKOUT));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).contains("10");
    assertThat(answer.page()).contains("http-equiv=\"refresh\"", TO_CHECKOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//stranger.example", "/\\stranger.example", "/\t/stranger.example",
            "https://stranger.example",
        "javascript:alert(1)", "/a\r\nSet-Cookie: a=b", "search", ""
      })
  void sendsNobodyToAnotherSite(String target) {
    String line = "/line?return_to=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
    browser.goTo(shop.at(line));
    room.serveAll();

    Reply taken = browser.submit(shop.at(line));

    assertThat(taken.status()).isEqualTo(303);
    assertThat(taken.location()).isEqualTo("/search");
  }
}
