package io.anteroom.controlpanel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at the panel. */
final class Operator {

  /** Lets a test play that nobody looks. */
  private static final String LOOKING =
      """
      window.nobodyLooks = (hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      """;

  private final Page page;
  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  private Operator(Page page) {
    this.page = page;
    page.onPageError(mistakes::add);
    page.addInitScript(LOOKING);
  }

  /** Opens the panel. */
  static Operator at(StubSite site, Browser browser) {
    Operator operator =
        new Operator(
            browser.newPage(
                new Browser.NewPageOptions().setViewportSize(1_440, 900).setTimezoneId("UTC")));
    operator.page.navigate(site.panel());
    return operator;
  }

  /** Opens the panel at a room, and signs in. */
  static Operator of(String room, StubSite site, Browser browser) {
    Operator operator = at(site, browser);
    operator.page.navigate(site.panel() + "#room=" + room);
    operator.signIn();
    return operator.sees("#room-name", room).sees("#rooms-list [aria-current] strong", room);
  }

  Operator signIn() {
    return signIn(StubOrigin.KEY, StubOrigin.SECRET);
  }

  Operator signIn(String key, String secret) {
    page.fill("#key-id", key);
    page.fill("#key-secret", secret);
    page.keyboard().press("Enter");
    return this;
  }

  Page page() {
    return page;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** The button of that name. */
  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Operator presses(String button) {
    button(button).click();
    return this;
  }

  /** The field of that name. */
  Locator field(String label) {
    return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  Operator types(String label, String text) {
    field(label).fill(text);
    return this;
  }

  /** Waits for an element to have this text. */
  Operator sees(String selector, String text) {
    assertThat(find(selector)).hasText(text);
    return this;
  }

  /** Waits for an element that has this text somewhere. */
  Operator reads(String selector, String text) {
    assertThat(find(selector)).containsText(text);
    return this;
  }

  /** Waits until this is said of what came of an action. */
  Operator isTold(String words) {
    return reads("#outcomes > p", words);
  }

  Operator isAsked(String question) {
    return sees("dialog[open]:not(#sign-in) h2", question);
  }

  Operator isAskedNothing() {
    assertThat(find("dialog[open]")).hasCount(0);
    return this;
  }

  /** Has time pass as a test lets it, besides as it does anyway. */
  Operator withAClock() {
    page.clock().install();
    return this;
  }

  /** Lets so many milliseconds pass at once, as for a computer that has slept. */
  Operator passes(long millis) {
    page.clock().fastForward(millis);
    return this;
  }

  Operator looksAway() {
    page.evaluate("nobodyLooks(true)");
    return this;
  }

  Operator looksAgain() {
    page.evaluate("nobodyLooks(false)");
    return this;
  }

  /** What went wrong in the scripts of the page. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }
}
