package io.anteroom.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.anteroom.testkit.browser.ChromiumExtension;
import io.anteroom.testkit.browser.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shop as people see it who have a turn, or have none; its own pages need no scripts. */
@ExtendWith(ChromiumExtension.class)
class ShopBrowserTest {

  /** So begins what a browser says of an answer like 404, of which it shows the page. */
  private static final String OF_AN_ANSWER = "Failed to load resource";

  private final List<String> complaints = new ArrayList<>();
  private final RoomStub room = new RoomStub();
  @TempDir private Path folder;
  private Shop shop;
  private BrowserContext context;
  private Page page;

  @BeforeEach
  void open(Browser browser) {
    shop = Shop.before(room, folder);
    context = browser.newContext(new NewContextOptions().setLocale("en"));
    page = context.newPage();
    page.onConsoleMessage(message -> {
      if (!message.text().startsWith(OF_AN_ANSWER)) {
        complaints.add(message.text());
      }
    });
  }

  @AfterEach
  void close() {
    assertThat(complaints).as("what the browser complains of").isEmpty();
    shop.close();
    room.close();
  }

  @Test
  void sellsTicketsToSomebodyWithATurn() {
    go("/");
    assertThat(page.locator("h1")).hasText("Music for the longest night");
    Look.at(page, "shop-front");

    takeTurn(room.freshToken());
    page.click("text=Reserve");
    page.locator("label:has([value=C5])").click();
    page.locator("label:has([value=C6])").click();
    Look.at(page, "shop-seats");

    page.click("form button");
    assertThat(page.locator(".bill")).containsText("C5, C6");
    Look.at(page, "shop-checkout");

    page.click("form button");
    assertThat(page.locator("h1")).hasText("Thank you");
    assertThat(page.locator(".ticket")).hasCount(2);
    Look.at(page, "shop-thanks");

    page.reload();
    assertThat(page.locator(".ticket")).hasCount(2);
  }

  @Test
  void canBeUsedFromTheKeyboardAlone() {
    takeTurn(room.freshToken());
    go("/");

    press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    tabTo("a[href='/search']");
    press("Enter");
    isTitled("Choose your seats");
    tabTo("[value=A4]");
    press("Space");
    tabTo("form button");
    press("Enter");
    isTitled("Check out");
    tabTo("form button");
    press("Enter");
    isTitled("Thank you");

    assertThat(page.locator(".ticket")).hasText("Row A · Seat 4 Saturday 19 December, 8 pm");
  }

  @Test
  void saysWhyAChoiceCanNotBeBought() {
    takeTurn(room.freshToken());

    go("/checkout?seat=A1&seat=C5");

    assertThat(page.locator("[role=alert]")).containsText("Somebody was faster: A1 is sold.");
    assertThat(page.locator("[value=C5]")).isChecked();
    assertThat(page.locator("[value=A1]")).isDisabled();
    Look.at(page, "shop-seats-problem");
  }

  @Test
  void speaksToWhoeverIsTooLate() {
    takeTurn(room.freshToken());
    go("/checkout?seat=C5");
    takeTurn(RoomStub.staleToken(room));

    page.click("form button");

    assertThat(page.locator("h1")).hasText("Your turn is over");
    Look.at(page, "shop-too-late");
  }

  @Test
  void speaksWhereThereIsNothing() {
    go("/nothing/here");

    assertThat(page.locator("h1")).hasText("There is no such page");
    Look.at(page, "shop-no-such-page");
  }

  @Test
  void letsABrowserWithoutScriptsWaitAndGoIn(Browser browser) {
    Page plain =
        browser
            .newContext(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false))
            .newPage();
    plain.navigate(shop.at("/line?return_to=%2Fcheckout%3Fseat%3DC5").toString());
    assertThat(plain.locator("#ahead dd")).hasText("1,042");
    room.serveAll();
    plain.reload();

    plain.click("form button");

    assertThat(plain.locator(".bill")).containsText("C5");
  }

  @Test
  void showsItsMarkAndItsWordsInTheLine() {
    go("/line");
    assertThat(page.locator(".room")).hasText("Lantern Hall");
    lookAtPlain("shop-line-plain");
    room.serveAll();
    page.reload();

    assertThat(page.locator("form button")).hasText("Check out now");
    lookAtPlain("shop-turn-plain");
  }

  /**
   * Such a page runs no scripts in any browser, so it looks again in the only way there is without
   * them, which axe-core takes for a barrier.
   */
  private void lookAtPlain(String name) {
    assertThat(page.locator("meta[http-equiv=refresh]")).hasCount(1);
    page.evaluate("document.querySelector('meta[http-equiv=refresh]').remove()");
    Look.at(page, name);
  }

  private void go(String target) {
    page.navigate(shop.at(target).toString());
  }

  private void takeTurn(String token) {
    context.addCookies(
        List.of(new Cookie("anteroom_token", token).setUrl(shop.at("/").toString())));
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void isTitled(String title) {
    assertThat(page).hasTitle(title + " · Lantern Hall");
  }

  private void tabTo(String element) {
    for (int presses = 0; presses < 100; presses++) {
      press("Tab");
      if ((boolean) page.evaluate("it => document.activeElement.matches(it)", element)) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + element);
  }
}
