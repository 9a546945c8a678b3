package io.anteroom.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.anteroom.domain.ticket.EventId;
import io.anteroom.rehearsal.origin.Origin;
import io.anteroom.rehearsal.origin.Request;
import io.anteroom.rehearsal.page.WaitingPages;
import io.anteroom.signedcalls.Credentials;
import io.anteroom.testkit.UpProcess;
import io.anteroom.testkit.browser.ChromiumExtension;
import java.io.IOException;
import java.nio.file.Path;
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

/**
 * The two minutes of the README in a real browser, and what may come in between, on one stack with
 * 500 waiting pages beside it.
 */
@ExtendWith(ChromiumExtension.class)
class StoryBrowserIT {

  private static final String ROOM = "Sample";
  private static final int PAGES_BESIDE = 500;

  /** So begins what a browser says of an answer like 503, with which a page must live. */
  private static final String OF_AN_ANSWER = "Failed to load resource";

  @TempDir static Path home;

  private static UpProcess up;
  private static String site;
  private static Observer stack;
  private static Operator operator;
  private static WaitingPages crowd;

  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private BrowserContext phone;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    String port = String.valueOf(UpProcess.freePort());
    site = "http://localhost:" + port;
    up = UpProcess.readyIn(home, Map.of("ANTEROOM_SITE_PORT", port));
    stack = Observer.of(home);
    operator = new Operator(stack);
    operator.make("Crowd", "{}");
    crowd =
        new WaitingPages(
            Origin.parse(stack.publicOrigin().toString()),
            Map.of(),
            new EventId("Crowd"),
            PAGES_BESIDE);
    crowd.open();
  }

  /** The crowd has asked all the time. */
  @AfterAll
  static void stop() throws IOException {
    crowd.close();
    up.close();
    assertThat(crowd.seen().numbered()).isEqualTo(PAGES_BESIDE);
    assertThat(crowd.seen().deaf()).as("pages that never learnt how the line moves").isZero();
  }

  @BeforeEach
  void letSomeOfTheCrowdIn() {
    operator.letIn("Crowd", 10);
  }

  @BeforeEach
  void emptyTheLine() {
    operator.reset(ROOM);
  }

  @BeforeEach
  void takeAPhone(Browser browser) {
    phone =
        browser.newContext(
            new NewContextOptions()
                .setLocale("en")
                .setViewportSize(390, 844)
                .setIsMobile(true)
                .setHasTouch(true));
    phone.onConsoleMessage(message -> {
      if (message.type().equals("error") && !message.text().startsWith(OF_AN_ANSWER)) {
        complaints.add(message.text());
      }
    });
    page = phone.newPage();
  }

  @AfterEach
  void putItAway() {
    phone.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void somebodyReservesWaitsAndBuysWhileTheLineIsMovedInTheControlPanel() {
    page.navigate(site);
    page.click("text=Reserve");
    isIn("waiting");
    assertThat(page.locator(".room")).hasText("Lantern Hall");

    Page panel = openPanel();
    panel.click("#counter button.step >> nth=0");

    isIn("served");
    assertThat(page.locator("#go")).hasText("Check out now");
    photograph(page, "story-turn");
    page.click("#go");
    assertThat(heading()).hasText("Choose your seats");
    page.click("label:has([value=C5])");
    photograph(page, "story-seats");
    page.click("form button");
    page.click("form button");
    assertThat(heading()).hasText("Thank you");
    assertThat(page.locator(".ticket")).containsText("Row C · Seat 5");

    assertThat(fact(panel, "Completed").locator("dd >> nth=0")).hasText("1");
    assertThat(panel.locator("#feed")).containsText("1 session completed");
    // Everybody will see the picture, and nobody needs to see the key.
    panel.locator("#who").evaluate("who => who.replaceChildren()");
    photograph(panel, "story-panel");
  }

  @Test
  void aPlaceOutlastsReloadAndClosingAndIsOneInTwoTabs() {
    reserve();
    String place = place(page);

    page.reload();
    isIn("waiting");
    page.close();
    page = phone.newPage();
    page.navigate(site + "/search");
    isIn("waiting");
    Page tab = phone.newPage();
    tab.navigate(site + "/search");
    isIn(tab, "waiting");

    assertThat(place(page)).isEqualTo(place);
    assertThat(place(tab)).isEqualTo(place);
    assertThat(numberOf("queue_counter")).as("numbers that were given").isEqualTo(1);

    letEverybodyIn();
    isIn(tab, "served");
    tab.click("#go");
    assertThat(tab.locator("h1")).hasText("Choose your seats");
    isIn("went");
    page.click("#go");
    assertThat(heading()).hasText("Choose your seats");
  }

  @Test
  void aPlaceOutlastsATimeWithoutANetwork() {
    reserve();
    String place = place(page);

    phone.setOffline(true);
    assertThat(page.locator("#notice")).containsText("You are offline.");
    letEverybodyIn();
    isIn("waiting");
    phone.setOffline(false);

    isIn("served");
    assertThat(place(page)).isEqualTo(place);
  }

  @Test
  void whoeverWaitsInARoomThatIsResetGetsANewPlaceThere() {
    reserve();
    String former = place(page);

    operator.reset(ROOM);
    isIn("gone");
    page.click("#anew");

    isIn("waiting");
    assertThat(place(page)).isNotEqualTo(former);
    letEverybodyIn();
    isIn("served");
  }

  @Test
  void whoeverMissesTheirTurnIsToldAndGetsANewPlace() {
    configure("{\"queue_position_expiry_period\": 3}");
    try {
      reserve();
      letEverybodyIn();

      isIn("expired");
      assertThat(heading()).hasText("Your turn has passed");
      page.click("#anew");

      isIn("waiting");
    } finally {
      configure("{\"queue_position_expiry_period\": 900}");
    }
  }

  @Test
  void theWholeStoryNeedsNoMouse() {
    page.navigate(site);
    pressTabTo("a[href='/search']");
    press("Enter");
    isIn("waiting");
    letEverybodyIn();
    isIn("served");

    pressTabTo("#go");
    press("Enter");
    assertThat(heading()).hasText("Choose your seats");
    pressTabTo("[value=F1]");
    press("Space");
    pressTabTo("form button");
    press("Enter");
    assertThat(heading()).hasText("Check out");
    pressTabTo("form button");
    press("Enter");

    assertThat(heading()).hasText("Thank you");
  }

  private void reserve() {
    page.navigate(site + "/search");
    isIn("waiting");
  }

  /** Signs in with the key of the stack, on a desk beside the phone. */
  private Page openPanel() {
    Credentials key = Credentials.load(home.resolve("credentials"));
    Page panel =
        phone
            .browser()
            .newContext(new NewContextOptions().setLocale("en").setViewportSize(1_440, 900))
            .newPage();
    panel.navigate(site + "/control_panel/#room=" + ROOM);
    panel.fill("#key-id", key.accessKey());
    panel.fill("#key-secret", key.secretKey());
    panel.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    assertThat(panel.locator("#room-name")).hasText(ROOM);
    return panel;
  }

  /** For the README: what is in sight of it. */
  private static void photograph(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
  }

  private static Locator fact(Page panel, String name) {
    return panel
        .locator("#figures .facts div")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private void isIn(String state) {
    isIn(page, state);
  }

  private static void isIn(Page page, String state) {
    assertThat(page.locator("body")).hasAttribute("data-state", state);
  }

  private Locator heading() {
    return page.locator("h1");
  }

  /** What the browser keeps of the place. */
  private static String place(Page page) {
    return (String)
        page.evaluate(
            """
            () => JSON.parse(Object.entries(localStorage)
              .find(([key]) => key.startsWith('anteroom-place'))[1]).request
            """);
  }

  private static void letEverybodyIn() {
    operator.letIn(ROOM, numberOf("queue_counter") - numberOf("serving_counter"));
  }

  private static int numberOf(String counter) {
    String room = stack.signed(Request.get("/events/" + ROOM)).body();
    return Integer.parseInt(room.replaceAll(".*\"" + counter + "\":(\\d+).*", "$1"));
  }

  private static void configure(String settings) {
    Map<String, String> json = Map.of("Content-Type", "application/json");
    assertThat(stack.signed(new Request("PUT", "/events/" + ROOM, json, settings)).status())
        .isEqualTo(200);
  }

  private void press(String key) {
    page.keyboard().press(key);
  }

  private void pressTabTo(String element) {
    for (int presses = 0; presses < 100; presses++) {
      press("Tab");
      if (Boolean.TRUE.equals(
          page.evaluate("element => document.activeElement.matches(element)", element))) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not reach " + element);
  }
}
