package io.anteroom.waitingpage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who looks at the page. Time stands still there unless {@link #pass} lets it pass, and
 * chance is even, so that the page asks exactly when it was told to.
 */
final class Visit implements AutoCloseable {

  /** Noon, on a day like any other. */
  private static final long START = 1_795_176_000_000L;

  /**
   * Counts what the page asks and how often it tries to join and to go on, keeps what it says
   * aloud, and lets a test play that nobody looks.
   */
  private static final String WATCH =
      """
      Math.random = () => 0.5;
      try {
        window.wentBefore = JSON.parse(sessionStorage.getItem('anteroom-went-on'))?.times ?? 0;
      } catch {
        // An empty page has no storage.
      }
      window.tried = 0;
      window.asked = 0;
      window.attempted = 0;
      window.answered = 0;
      const fetched = window.fetch;
      window.fetch = async (address, options) => {
        if (String(address).endsWith('/mark.svg')) {
          return fetched(address, options).finally(() => { window.tried += 1; });
        }
        if (options?.method === 'POST') {
          const answer = await fetched(address, options).catch((e) => {
            window.attempted += 1;
            throw e;
          });
          const json = answer.json.bind(answer);
          answer.json = () => json().finally(() => { window.attempted += 1; });
          return answer;
        }
        if (!String(address).includes('/queue_status')) return fetched(address, options);
        window.asked += 1;
        const over = () => { window.answered += 1; };
        const answer = await fetched(address, options).catch((e) => { over(); throw e; });
        const json = answer.json.bind(answer);
        answer.json = () => json().finally(over);
        return answer;
      };
      window.said = [];
      addEventListener('DOMContentLoaded', () => {
        const region = document.getElementById('announcement');
        new MutationObserver(() => window.said.push(region.textContent))
          .observe(region, { childList: true, characterData: true, subtree: true });
      });
      window.nobodyLooks = (hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      """;

  private final StubSite site;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Visit(BrowserContext context, StubSite site) {
    this.site = site;
    this.context = context;
    this.page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.clock().install(new com.microsoft.playwright.Clock.InstallOptions().setTime(START));
    page.clock().pauseAt(START + 1_000);
    page.addInitScript(WATCH);
    page.navigate(site.page());
  }

  static Visit to(StubSite site, Browser browser) {
    return to(site, browser, new Browser.NewContextOptions().setViewportSize(1_280, 800));
  }

  static Visit to(StubSite site, Browser browser, Browser.NewContextOptions options) {
    return new Visit(browser.newContext(options.setTimezoneId("UTC")), site);
  }

  /** Opens the page in a tab that nobody looks at. */
  static Visit inTheBackground(StubSite site, Browser browser) {
    return where(
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });",
        site,
        browser);
  }

  /** Opens the page in a browser where a script runs before all others. */
  static Visit where(String script, StubSite site, Browser browser) {
    BrowserContext context = browser.newContext();
    context.addInitScript(script);
    return new Visit(context, site);
  }

  /** Opens the page in another tab of the same browser. */
  Visit anotherTab() {
    return new Visit(context, site);
  }

  Page page() {
    return page;
  }

  BrowserContext context() {
    return context;
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Waits for the page to say so. */
  Visit reads(String selector, String text) {
    PlaywrightAssertions.assertThat(find(selector)).hasText(text);
    return this;
  }

  /** Waits for an attribute to have that value. */
  Visit reads(String selector, String attribute, String value) {
    PlaywrightAssertions.assertThat(find(selector)).hasAttribute(attribute, value);
    return this;
  }

  Visit isTitled(String title) {
    PlaywrightAssertions.assertThat(page).hasTitle(title);
    return this;
  }

  /** Lets so much time pass on the page, and every timer in it. */
  Visit pass(long millis) {
    page.clock().runFor(millis);
    return this;
  }

  /** Waits until all that was asked is answered, and the page has taken it in. */
  Visit isAnswered() {
    page.waitForCondition(
        () -> (boolean) page.evaluate("window.asked > 0 && window.answered === window.asked"));
    return this;
  }

  /** Waits until it has been answered so often since it was loaded. */
  Visit isAnswered(int times) {
    page.waitForFunction("times => window.answered === times", times);
    return this;
  }

  /** Waits until it is back for the so-manieth time from a shop that does not let it in. */
  Visit isBack(int times) {
    page.waitForFunction("times => window.wentBefore === times", times);
    return isTitled("It is your turn · Waiting room");
  }

  /** Waits until it has found out so often, since it was loaded, whether it can go on. */
  Visit hasTried(int times) {
    page.waitForFunction("times => window.tried === times", times);
    return this;
  }

  /** Waits until so many of its calls to join, or to go in, were answered since it was loaded. */
  Visit hasAttempted(int times) {
    page.waitForFunction("times => window.attempted === times", times);
    return this;
  }

  Visit looksAway() {
    page.evaluate("nobodyLooks(true)");
    return this;
  }

  Visit looksAgain() {
    page.evaluate("nobodyLooks(false)");
    return this;
  }

  /** How often the page has asked since it was loaded. */
  int asked() {
    return (int) page.evaluate("window.asked");
  }

  /** Has chance, a number from 0 up to 1, come out like this from now on. */
  Visit chance(double value) {
    page.evaluate("value => { Math.random = () => value; }", value);
    return this;
  }

  /** What was read aloud so far, one after the other. */
  List<String> heard() {
    return ((List<?>) page.evaluate("window.said")).stream().map(String::valueOf).toList();
  }

  boolean scrollsSideways() {
    return (boolean)
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** What the browser wrote to its console, the refusals of its policy among it. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
    assertThat(Path.of("target", "screenshots", name + ".png")).exists();
  }

  @Override
  public void close() {
    context.close();
  }
}
